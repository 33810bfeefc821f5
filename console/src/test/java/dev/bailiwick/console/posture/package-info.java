/** The pages of machines, over real HTTP. */
@NullMarked
package dev.bailiwick.console.posture;

import org.jspecify.annotations.NullMarked;
