/**
 * What a Cedar decision costs, ours beside the reference implementation's Java binding with its cache on.
 *
 * <p>Read {@link dev.bailiwick.bench.cedar.Main} first. Processor time of the measuring thread, not wall time: other
 * work on the machine does not count. Both sides must give the same answers in the same run, or it stops.
 */
@NullMarked
package dev.bailiwick.bench.cedar;

import org.jspecify.annotations.NullMarked;
