package dev.bailiwick.gateway.http;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;

/** Reads a request's body up to a limit. */
public final class RequestBody {
    /** What a machine may send to anything but the model gateway: 1 MiB. */
    public static final int LIMIT = 1 << 20;

    private static final long DISCARDED = 4 << 20;

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
        if (announced > limit) {
            discard(request);
            throw tooLarge(limit);
        }
        InputStream body = request.content().inputStream();
        return announced < 0 ? unannounced(body, limit) : exactly(body, (int) announced);
    }

    private static byte[] exactly(InputStream body, int length) throws IOException {
        byte[] bytes = new byte[length];
        int read = body.readNBytes(bytes, 0, length);
        // the read beyond the last byte tells the server that the connection may carry the next request
        if (read < length || body.read() >= 0) throw HttpError.badRequest("the body has not the length it announced");
        return bytes;
    }

    /** Reads and forgets some of a body nobody wants, so that a caller who is still sending hears the answer. */
    static void discard(ServerRequest request) throws IOException {
        if (request.content().hasEntity()) discard(request.content().inputStream());
    }

    private static void discard(InputStream body) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        long left = DISCARDED;
        for (int read = body.read(buffer); read >= 0 && left > 0; read = body.read(buffer)) left -= read;
    }

    /** The length the caller announced, -1 when it announced none. */
    public static long announced(ServerRequest request) {
        return request.headers().contentLength().orElse(-1);
    }

    private static byte[] unannounced(InputStream body, int limit) throws IOException {
        byte[] bytes = body.readNBytes(limit + 1);
        if (bytes.length <= limit) return bytes;
        discard(body);
        throw tooLarge(limit);
    }

    private static HttpError tooLarge(int limit) {
        return new HttpError(
                Status.REQUEST_ENTITY_TOO_LARGE_413, "too_large", "the body is longer than " + limit + " bytes");
    }
}
