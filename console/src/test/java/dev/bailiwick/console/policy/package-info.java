@NullMarked
package dev.bailiwick.console.policy;

import org.jspecify.annotations.NullMarked;
