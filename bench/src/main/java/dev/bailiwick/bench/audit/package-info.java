/**
 * What the log costs. Read {@link dev.bailiwick.bench.audit.Main}: {@code ./dev bench audit} runs it. The figures are
 * in {@code docs/performance.md}.
 */
@NullMarked
package dev.bailiwick.bench.audit;

import org.jspecify.annotations.NullMarked;
