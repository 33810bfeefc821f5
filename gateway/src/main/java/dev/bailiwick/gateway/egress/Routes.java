package dev.bailiwick.gateway.egress;

import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a request means in the catalogue's words: {@code POST /v1/refunds} at a payment service is {@code payments.refund}
 * with its amount. A data file; what it does not know is a plain fetch, or a plain sending.
 */
final class Routes {
    /** What stands for {@code *}: an id or a name, too short to smuggle much. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private static final Pattern HANDLE = Pattern.compile("[A-Za-z0-9_-]{1,40}=bwh_[A-Za-z0-9_-]{1,200}");

    private final List<Route> routes;

    private Routes(List<Route> routes) {
        this.routes = routes;
    }

    /**
     * One known operation.
     *
     * @param path literal segments, and {@code *} for any one
     * @param minor the member that holds an amount in the currency's smallest unit, if one does
     * @param once whether the service takes an idempotency key
     * @param socket whether it opens a WebSocket
     */
    private record Route(
            String host,
            String method,
            String path,
            String tool,
            Optional<String> minor,
            boolean once,
            boolean socket) {
        boolean matches(String otherHost, Request request) {
            return host.equals(otherHost)
                    && method.equals(request.method())
                    && !tellsSomething(request)
                    && path(request.path());
        }

        /** A query carries data to the host: then it is no plain read of a known thing. A handle tells nothing. */
        private static boolean tellsSomething(Request request) {
            int query = request.target().indexOf('?');
            return request.reads()
                    && query >= 0
                    && !HANDLE.matcher(request.target().substring(query + 1)).matches();
        }

        private boolean path(String other) {
            var mine = path.split("/", -1);
            var theirs = other.split("/", -1);
            if (mine.length != theirs.length) return false;
            for (int i = 0; i < mine.length; i++) {
                boolean fits = mine[i].equals("*") ? NAME.matcher(theirs[i]).matches() : mine[i].equals(theirs[i]);
                if (!fits) return false;
            }
            return true;
        }
    }

    /** What the decision point is asked. */
    record Meaning(String tool, JsonObject arguments, boolean once, boolean socket) {}

    static Routes shipped() {
        try (InputStream file = Routes.class.getResourceAsStream("routes.json")) {
            if (file == null) throw new IllegalStateException("routes.json is missing from the program");
            return of(Json.parseObject(file.readAllBytes(), JsonLimits.FILE));
        } catch (IOException e) {
            throw new IllegalStateException("routes.json cannot be read", e);
        }
    }

    static Routes of(JsonObject json) {
        var fields = Fields.of(json);
        var routes = fields.list("routes").stream().map(Routes::route).toList();
        fields.end();
        return new Routes(routes);
    }

    private static Route route(Fields fields) {
        var route = new Route(
                fields.text("host"),
                fields.text("method"),
                fields.text("path"),
                fields.text("tool"),
                fields.optionalText("minorAmount"),
                fields.optionalFlag("once").orElse(false),
                fields.optionalFlag("webSocket").orElse(false));
        fields.end();
        return route;
    }

    Meaning of(Destination to, Request request) throws Refused {
        var url = "https://" + to.host().text() + (to.port() == 443 ? "" : ":" + to.port()) + request.target();
        for (var route : routes) {
            if (route.matches(to.host().text(), request))
                return new Meaning(route.tool(), known(route, url, request), route.once(), route.socket());
        }
        var tool = "http." + (request.reads() ? "get" : request.method().toLowerCase(Locale.ROOT));
        if (!request.reads() && (tool.equals("http.get") || tool.equals("http.head") || tool.equals("http.options")))
            tool = "http.post";
        var arguments = JsonObject.with("url", url);
        if (!request.bodiless()) arguments.and("body", body(request));
        return new Meaning(tool, arguments.build(), false, false);
    }

    private static JsonObject known(Route route, String url, Request request) throws Refused {
        var members = new LinkedHashMap<String, JsonValue>(body(request).members());
        if (members.put("url", new JsonString(url)) != null) throw Refused.malformed("a member that is called url");
        if (route.minor().isPresent()) money(members, route.minor().get());
        return new JsonObject(members);
    }

    /** 1000 in the body of a payment service is ten euros, and a thousand yen. */
    private static void money(Map<String, JsonValue> members, String name) throws Refused {
        var amount = members.get(name);
        if (amount == null) return;
        var currency = members.get("currency") instanceof JsonString(var code) ? code : "usd";
        var text = amount instanceof JsonString(var written) ? written : amount.text();
        if (!text.matches("[1-9][0-9]{0,11}"))
            throw Refused.denied("amount_unclear", "the amount is no positive number");
        try {
            var known = Currency.getInstance(currency.toUpperCase(Locale.ROOT));
            int digits = Math.max(0, known.getDefaultFractionDigits());
            members.put(
                    "amount",
                    new JsonString(new BigDecimal(text).movePointLeft(digits).toPlainString()));
            members.put("currency", new JsonString(known.getCurrencyCode()));
        } catch (IllegalArgumentException e) {
            throw Refused.denied("amount_unclear", "there is no such currency");
        }
    }

    private static JsonObject body(Request request) throws Refused {
        var type = Body.type(request.head());
        return switch (request.body()) {
            case Body.Passing(var _, var _, Digest named) -> digested(type, named);
            case Body.Whole whole when whole.bytes().length == 0 -> JsonObject.EMPTY;
            case Body.Whole whole when type.equals("application/json") -> json(whole.bytes());
            case Body.Whole whole when type.equals("application/x-www-form-urlencoded") -> form(whole.bytes());
            case Body.Whole whole -> digested(type, Digest.of(whole.bytes()));
        };
    }

    private static JsonObject digested(String type, Digest digest) {
        return JsonObject.with("type", type).and("digest", digest.hex()).build();
    }

    private static JsonObject json(byte[] body) throws Refused {
        try {
            return Json.parse(body, JsonLimits.REQUEST) instanceof JsonObject object
                    ? object
                    : JsonObject.with("digest", Digest.of(body).hex()).build();
        } catch (JsonException e) {
            throw Refused.malformed("the body is no JSON that everybody reads alike");
        }
    }

    private static JsonObject form(byte[] body) throws Refused {
        var members = new LinkedHashMap<String, JsonValue>();
        for (var pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) throw Refused.malformed("the body is no form");
            var name = decoded(pair.substring(0, equals));
            if (members.put(name, new JsonString(decoded(pair.substring(equals + 1)))) != null)
                throw Refused.malformed("a field twice");
        }
        return new JsonObject(members);
    }

    private static String decoded(String text) throws Refused {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refused.malformed("the body is no form");
        }
    }
}
