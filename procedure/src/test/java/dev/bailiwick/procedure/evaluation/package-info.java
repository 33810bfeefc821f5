@NullMarked
package dev.bailiwick.procedure.evaluation;

import org.jspecify.annotations.NullMarked;
