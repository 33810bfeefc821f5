package dev.bailiwick.gateway.http;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads a request's body up to a limit. */
public final class RequestBody {
    /** What a machine may send to anything but the model gateway: 1 MiB. */
    public static final int LIMIT = 1 << 20;

    private RequestBody() {}

    /**
     * The body as one strict JSON object of at most {@link #LIMIT} bytes.
     *
     * @throws dev.bailiwick.json.JsonException naming the place, when it is none
     */
    public static JsonObject object(ServerRequest request) throws IOException {
        return Json.parseObject(bytes(request, LIMIT), JsonLimits.REQUEST);
    }

    /** @throws HttpError 413 when the body is longer than the limit, 400 when there is none */
    public static byte[] bytes(ServerRequest request, int limit) throws IOException {
        // Helidon answers 500 when an absent body is read
        if (!request.content().hasEntity()) throw HttpError.badRequest("the body is empty");
        long announced = announced(request);
        if (announced > limit) throw tooLarge(limit);
        InputStream body = request.content().inputStream();
        if (announced < 0) return unannounced(body, limit);
        byte[] bytes = new byte[(int) announced];
        int read = body.readNBytes(bytes, 0, bytes.length);
        return read == bytes.length ? bytes : Arrays.copyOf(bytes, read);
    }

    /** The length the caller announced, -1 when it announced none. */
    public static long announced(ServerRequest request) {
        return request.headers().contentLength().orElse(-1);
    }

    private static byte[] unannounced(InputStream body, int limit) throws IOException {
        byte[] bytes = body.readNBytes(limit + 1);
        if (bytes.length > limit) throw tooLarge(limit);
        return bytes;
    }

    private static HttpError tooLarge(int limit) {
        return new HttpError(
                Status.REQUEST_ENTITY_TOO_LARGE_413, "too_large", "the body is longer than " + limit + " bytes");
    }
}
