@NullMarked
package dev.bailiwick.app.evaluation;

import org.jspecify.annotations.NullMarked;
