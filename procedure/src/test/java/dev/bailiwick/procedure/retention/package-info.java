@NullMarked
package dev.bailiwick.procedure.retention;

import org.jspecify.annotations.NullMarked;
