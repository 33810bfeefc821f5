package dev.bailiwick.console.frame;

import io.helidon.webserver.http.HttpRouting;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Where a feature says which of its pages stands at which path. */
public final class Routes {
    private final HttpRouting.Builder routing;
    private final Frame frame;

    Routes(HttpRouting.Builder routing, Frame frame) {
        this.routing = routing;
        this.frame = frame;
    }

    public Routes get(String path, Handler handler) {
        routing.get(path, (request, response) -> frame.serve(request, response, handler));
        return this;
    }

    /** Changes something: the frame has checked that the request comes from a page of ours. */
    public Routes post(String path, Handler handler) {
        routing.post(path, (request, response) -> frame.serve(request, response, handler));
        return this;
    }

    /** For everybody, signed in or not; the handler gets the query. */
    public Routes open(String path, Function<Map<String, String>, Answer> handler) {
        routing.get(path, (request, response) -> frame.serveOpen(request, response, handler));
        return this;
    }

    /** For a browser that was away; the handler gets the query, and what the browser kept. */
    public Routes returning(String path, BiFunction<Map<String, String>, Optional<String>, Answer> handler) {
        routing.get(path, (request, response) -> frame.serveReturning(request, response, handler));
        return this;
    }

    public Routes stream(String path, Stream stream) {
        routing.get(path, (request, response) -> frame.serveStream(request, response, stream));
        return this;
    }
}
