package dev.bailiwick.gateway.http;

import dev.bailiwick.json.JsonObject;
import io.helidon.webserver.http.ServerResponse;

/** How a protocol words its errors. */
@FunctionalInterface
public interface ErrorForm {
    /** {@code {"error":{"code":"…","message":"…"}}}. */
    ErrorForm PLAIN = (response, error) -> Answers.json(
            response.status(error.status()),
            JsonObject.with(
                            "error",
                            JsonObject.with("code", error.code())
                                    .and("message", error.message())
                                    .build())
                    .build());

    void send(ServerResponse response, HttpError error);
}
