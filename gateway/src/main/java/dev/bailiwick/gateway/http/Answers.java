package dev.bailiwick.gateway.http;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerResponse;

/** Writes answers. What a machine is told is never kept by a cache. */
public final class Answers {
    static final Header NO_STORE = HeaderValues.createCached("Cache-Control", "no-store");

    private Answers() {}

    /** Sends the object with the status the response already has. */
    public static void json(ServerResponse response, JsonObject answer) {
        send(response, HeaderValues.CONTENT_TYPE_JSON, Json.utf8(answer));
    }

    /** Sends the bytes with the status the response already has. */
    public static void send(ServerResponse response, Header contentType, byte[] body) {
        response.header(contentType);
        response.header(NO_STORE);
        response.send(body);
    }
}
