/**
 * What a Cedar decision costs, ours beside the reference implementation's Java binding with its cache on.
 *
 * <p>Read {@link dev.bailiwick.bench.cedar.Main} first: it compares the answers of both sides, which must be alike or the
 * run stops, takes the processor time of each series, and has JMH run {@link dev.bailiwick.bench.cedar.Decisions} and
 * {@link dev.bailiwick.bench.cedar.CachedReference} in processes of their own.
 */
@NullMarked
package dev.bailiwick.bench.cedar;

import org.jspecify.annotations.NullMarked;
