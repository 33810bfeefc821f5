@NullMarked
package dev.bailiwick.console.approval;

import org.jspecify.annotations.NullMarked;
