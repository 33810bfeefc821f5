/**
 * What was answered live is what {@code ./bailiwick evaluate} answers afterwards. Read {@code LiveAndEvaluatedTest} first.
 *
 * <p>Always true: the sessions go over HTTP, in the words of the plugin, to the house as it ships; the file that is evaluated
 * holds only what that house was told.
 */
@NullMarked
package dev.bailiwick.acceptance.evaluation;

import org.jspecify.annotations.NullMarked;
