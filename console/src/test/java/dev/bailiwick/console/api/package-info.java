@NullMarked
package dev.bailiwick.console.api;

import org.jspecify.annotations.NullMarked;
