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
    private static final Duration READ = Duration.ofSeconds(60);

    private ListenerLimits() {}

    /** @param longest how long an answer may take, from its request to its last byte */
    public static void set(ListenerConfig.BuilderBase<?, ?> listener, Duration longest) {
        listener.maxPayloadSize(LARGEST_BODY)
                .idleConnectionTimeout(longest.plusMinutes(1))
                .maxTcpConnections(CONNECTIONS)
                .connectionOptions(socket -> socket.readTimeout(READ).tcpNoDelay(true));
    }
}
