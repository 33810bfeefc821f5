/**
 * What makes pages live. Read {@link dev.bailiwick.console.live.LogWatch} first: one look at the log's growth, five times a
 * second while anybody is watching, told to every open page.
 *
 * <p>Always true: a stream says which kinds of entries are new, never what is in them, so a page fetches its part again by the
 * ordinary, checked way; an open stream never holds up a shutdown.
 */
@NullMarked
package dev.bailiwick.console.live;

import org.jspecify.annotations.NullMarked;
