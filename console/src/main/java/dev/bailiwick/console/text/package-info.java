/**
 * How text is shown to the person who must trust their eyes. Read {@link dev.bailiwick.console.text.Shown} first: text an agent
 * wrote, cut into what is there and what only pretends not to be.
 *
 * <p>Called by every page. Always true: nothing is left out, and what an eye cannot see stands as an escape and is counted.
 */
@NullMarked
package dev.bailiwick.console.text;

import org.jspecify.annotations.NullMarked;
