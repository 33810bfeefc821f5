/**
 * The console in a real Chromium. Read {@code ConsoleTest} first: a person signs in, sees an approval arrive, reads it,
 * approves it. {@code HostileTextTest} lets an agent write markup into every field it controls.
 *
 * <p>Always true: the procedures and the web server are the real ones, store and log are memory; without a Chromium the tests
 * are skipped and say so.
 */
@NullMarked
package dev.bailiwick.acceptance.browser;

import org.jspecify.annotations.NullMarked;
