/**
 * Freezes as files beside the log, so that freezing works with neither server nor database. Read {@link
 * dev.bailiwick.host.freeze.FreezeMarks} first. Called by {@code app} and by the command line with the server down.
 *
 * <p>Always true: a mark is whole or not there; a mark that cannot be read freezes; a folder that cannot be read freezes
 * everything.
 */
@NullMarked
package dev.bailiwick.host.freeze;

import org.jspecify.annotations.NullMarked;
