@NullMarked
package dev.bailiwick.console.text;

import org.jspecify.annotations.NullMarked;
