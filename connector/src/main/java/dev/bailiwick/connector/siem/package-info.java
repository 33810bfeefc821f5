/**
 * Receivers of the log. Read {@link dev.bailiwick.connector.siem.Sinks} first: it makes a {@link
 * dev.bailiwick.procedure.sink.Sink} of its settings. Two halves: forms (what an event looks like: {@code Ocsf}, {@code
 * Cef}, the entry itself) and ways (how it gets there: {@code SyslogSink}, {@code LinesFile}, {@code OtlpSink}, {@code
 * HecSink}).
 *
 * <p>Always true: whatever an agent wrote is text inside one value of one event; it ends no line, opens no field and moves
 * no cursor; an event larger than its budget is sent as its digest.
 *
 * <p>Standards: RFC 5424, RFC 5425, RFC 6587 (octet counting), OCSF 1.8.0, CEF 0, OTLP 1 (HTTP/JSON).
 */
@NullMarked
package dev.bailiwick.connector.siem;

import org.jspecify.annotations.NullMarked;
