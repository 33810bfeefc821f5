/**
 * What people are told of requests for approval, outside the console. Read {@link dev.bailiwick.procedure.notice.Noticing}
 * first: it makes notices of the log's entries; the connectors carry them, on the lanes that carry the log to its receivers.
 *
 * <p>Always true: a notice is made from the log, so no crash loses one; it decides nothing, and one that cannot be delivered
 * holds nothing back; an agent's words stand in it apart, visible and harmless.
 */
@NullMarked
package dev.bailiwick.procedure.notice;

import org.jspecify.annotations.NullMarked;
