/**
 * Judging recorded sessions from a file into a file. Read {@link dev.bailiwick.app.evaluation.EvaluationFile} first; {@code
 * ./bailiwick evaluate} is its caller.
 *
 * <p>Always true: nothing is executed and no server is asked; the file is streamed, a line at a time; a line that cannot be
 * read is named and skipped, and remembered in the exit code.
 */
@NullMarked
package dev.bailiwick.app.evaluation;

import org.jspecify.annotations.NullMarked;
