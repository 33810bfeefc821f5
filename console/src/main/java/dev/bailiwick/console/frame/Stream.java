package dev.bailiwick.console.frame;

import io.helidon.webserver.sse.SseSink;

/** An event stream (server-sent events) that lasts until it returns. */
@FunctionalInterface
public interface Stream {
    void run(Visit visit, SseSink sink) throws InterruptedException;
}
