package dev.bailiwick.gateway.http;

import io.helidon.webserver.ListenerConfig;
import java.time.Duration;

/**
 * What a listener that mounts these doors must allow and must bound. Kept beside them because two of Helidon's defaults would
 * break them: a connection counts as idle from the start of its last request, so a held decision would be cut after five
 * minutes; and one payload limit serves all routes, so it must be the model gateway's.
 */
public final class ListenerLimits {
    /** Prompts with pictures and long histories: 32 MiB. The other routes read at most {@link RequestBody#LIMIT}. */
    public static final int LARGEST_BODY = 32 << 20;

    private static final int CONNECTIONS = 4096;
    /** A model may talk for long; a connection that is truly idle costs a parked thread. */
    private static final Duration LONGEST_STREAM = Duration.ofHours(1);

    private ListenerLimits() {}

    /** @param longest how long an answer may take, from its request to its last byte */
    public static void set(ListenerConfig.BuilderBase<?, ?> listener, Duration longest) {
        var answer = longest.compareTo(LONGEST_STREAM) > 0 ? longest : LONGEST_STREAM;
        listener.maxPayloadSize(LARGEST_BODY)
                .idleConnectionTimeout(answer.plusMinutes(1))
                .maxTcpConnections(CONNECTIONS)
                .connectionOptions(socket -> socket.tcpNoDelay(true));
    }
}
