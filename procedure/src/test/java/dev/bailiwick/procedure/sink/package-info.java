/** Tests of the way from the log to its receivers. Read {@link dev.bailiwick.procedure.sink.ForwardingTest} first. */
@NullMarked
package dev.bailiwick.procedure.sink;

import org.jspecify.annotations.NullMarked;
