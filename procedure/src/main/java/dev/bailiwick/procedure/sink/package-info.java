/**
 * The log on its way to other systems. Read {@link dev.bailiwick.procedure.sink.Forwarding} first; {@link
 * dev.bailiwick.procedure.sink.Sink} is the port to one receiver, {@link dev.bailiwick.procedure.sink.Positions} keeps how
 * far each has come. The tower {@code connector} implements the first, {@code app} starts it.
 *
 * <p>Always true: the log itself is the spool, nothing is copied; each receiver gets everything in the order of the log, at
 * least once, with its sequence; what may have come before is marked; no decision ever waits for a receiver.
 */
package dev.bailiwick.procedure.sink;
