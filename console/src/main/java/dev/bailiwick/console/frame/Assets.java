package dev.bailiwick.console.frame;

import dev.bailiwick.core.value.Digest;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The few files a page loads, all our own or vendored, read once. Their addresses carry their digest. */
final class Assets {
    private static final class Asset {
        final String type;
        final byte[] bytes;
        final String version;

        Asset(String type, byte[] bytes) {
            this.type = type;
            this.bytes = bytes;
            version = Digest.of(bytes).hex().substring(0, 12);
        }
    }

    private static final Map<String, Asset> ALL = all();

    private Assets() {}

    private static Map<String, Asset> all() {
        var all = new LinkedHashMap<String, Asset>();
        all.put("console.css", read("asset/console.css", "text/css; charset=utf-8"));
        all.put("console.js", read("asset/console.js", "text/javascript; charset=utf-8"));
        all.put("htmx.js", read("vendor/htmx.min.js", "text/javascript; charset=utf-8"));
        all.put("icon.svg", read("asset/icon.svg", "image/svg+xml"));
        return Map.copyOf(all);
    }

    private static Asset read(String path, String type) {
        try (var in = Assets.class.getResourceAsStream("/dev/bailiwick/console/" + path)) {
            if (in == null) throw new IllegalStateException("the console's file \"" + path + "\" is not in the jar");
            return new Asset(type, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String address(String name) {
        var asset = ALL.get(name);
        if (asset == null) throw new IllegalArgumentException("no asset \"" + name + "\"");
        return "/assets/" + name + "?v=" + asset.version;
    }

    static void send(ServerRequest request, ServerResponse response) {
        var asset = ALL.get(request.path().pathParameters().get("name"));
        if (asset == null) {
            response.status(Status.NOT_FOUND_404).send();
            return;
        }
        boolean fresh = request.query().first("v").orElse("").equals(asset.version);
        response.header(HeaderNames.CONTENT_TYPE, asset.type);
        if (fresh)
            response.header(HeaderValues.create(HeaderNames.CACHE_CONTROL, "private, max-age=31536000, immutable"));
        response.send(asset.bytes);
    }
}
