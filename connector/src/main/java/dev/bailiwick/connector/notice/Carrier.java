package dev.bailiwick.connector.notice;

import dev.bailiwick.procedure.notice.Notice;

/** One way to people. */
interface Carrier extends AutoCloseable {
    /**
     * Delivers a notice.
     *
     * @throws dev.bailiwick.procedure.sink.SinkAway when it is to be tried again
     * @throws dev.bailiwick.procedure.sink.SinkRefuses when it will never be taken
     */
    void deliver(Notice notice);

    @Override
    void close();
}
