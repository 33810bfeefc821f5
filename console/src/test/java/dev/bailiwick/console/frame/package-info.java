@NullMarked
package dev.bailiwick.console.frame;

import org.jspecify.annotations.NullMarked;
