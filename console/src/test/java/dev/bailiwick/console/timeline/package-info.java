@NullMarked
package dev.bailiwick.console.timeline;

import org.jspecify.annotations.NullMarked;
