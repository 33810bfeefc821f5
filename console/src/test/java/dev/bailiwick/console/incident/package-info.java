@NullMarked
package dev.bailiwick.console.incident;

import org.jspecify.annotations.NullMarked;
