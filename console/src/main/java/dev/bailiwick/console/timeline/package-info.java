/**
 * The log as people read it. Read {@link dev.bailiwick.console.timeline.LogSearch} first: newest entries first, filtered, always
 * saying how far back it looked.
 *
 * <p>Called by the timeline's pages, the agents' pages and the admin API. Always true: reading only; nothing is left out of an
 * entry's own page.
 */
@NullMarked
package dev.bailiwick.console.timeline;

import org.jspecify.annotations.NullMarked;
