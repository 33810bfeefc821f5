package dev.bailiwick.gateway.egress;

import dev.bailiwick.core.credential.Spellings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** One request inside a tunnel. What is sent on is written from this value. */
final class Request {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /** Nothing that one program decodes and another does not: no dots or slashes in disguise, no second encoding. */
    private static final Pattern TARGET =
            Pattern.compile("/(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[2-9A-Fa-f][0-9A-Fa-f])*+");

    private static final Pattern DISGUISED = Pattern.compile("(?i)%2e|%2f|%5c|%25|%7f");

    /** Between this hop and the next only. */
    private static final List<String> HOP = List.of(
            "connection",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "content-length",
            "expect",
            "upgrade",
            "proxy-connection",
            "proxy-authorization",
            "accept-encoding");

    private final String method;
    private final String target;
    private final Head head;
    private final Body body;

    private Request(String method, String target, Head head, Body body) {
        this.method = method;
        this.target = target;
        this.head = head;
        this.body = body;
    }

    /** @param host what the tunnel goes to: the request must name the same */
    static Request of(Head head, Body body, Destination host) throws Refused {
        var words = head.start().split(" ", -1);
        if (words.length != 3 || !words[2].equals("HTTP/1.1")) throw Refused.malformed("not HTTP/1.1");
        if (!METHODS.contains(words[0])) throw Refused.denied("egress_denied", "this method is not let out");
        if (!TARGET.matcher(words[1]).matches()) throw Refused.malformed("the target is no plain path and query");
        var request = new Request(words[0], words[1], head, body);
        if (ambiguous(request.path())) throw Refused.odd("egress_denied", "the path can be read in two ways");
        var named = head.one("host").orElseThrow(() -> Refused.malformed("no host"));
        if (!named.equals(host.host().text()) && !named.equals(host.host().text() + ":" + host.port()))
            throw Refused.odd("egress_denied", "the request names another host than its tunnel");
        return request;
    }

    private static boolean ambiguous(String path) {
        return DISGUISED.matcher(path).find()
                || path.contains("//")
                || Arrays.stream(path.split("/", -1)).anyMatch(each -> each.equals(".") || each.equals(".."));
    }

    String method() {
        return method;
    }

    /** In origin form, as it will be sent. */
    String target() {
        return target;
    }

    Head head() {
        return head;
    }

    Body body() {
        return body;
    }

    /** What was read of its body: nothing of one that passes by. */
    private byte[] read() {
        return body instanceof Body.Whole whole ? whole.bytes() : new byte[0];
    }

    boolean bodiless() {
        return body instanceof Body.Whole whole && whole.bytes().length == 0;
    }

    String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    Optional<String> parameter(String name) throws Refused {
        int query = target.indexOf('?');
        if (query < 0) return Optional.empty();
        var found = Arrays.stream(target.substring(query + 1).split("&", -1))
                .filter(pair -> pair.startsWith(name + "="))
                .toList();
        if (found.size() > 1) throw Refused.malformed("a parameter twice");
        return found.stream().map(pair -> pair.substring(name.length() + 1)).findFirst();
    }

    boolean reads() {
        return (method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS")) && bodiless();
    }

    /** How often a handle, in whatever spelling, stands anywhere in what was read. */
    long handles() {
        var inHead = head.fields().stream()
                .filter(field ->
                        Spellings.of(afterScheme(field.value())).stream().anyMatch(Request::holds))
                .count();
        boolean inTarget = Spellings.of(target).stream().anyMatch(Request::holds);
        return inHead + (inTarget ? 1 : 0) + (holdsHandle(read()) ? 1 : 0);
    }

    /** Whether there is a handle in these bytes, in whatever spelling. */
    static boolean holdsHandle(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        return holds(text)
                || (text.length() < 65_536 && Spellings.of(text).stream().anyMatch(Request::holds));
    }

    private static String afterScheme(String value) {
        return value.startsWith("Basic ") ? value.substring(6) : value;
    }

    private static boolean holds(String text) {
        return text.contains("bwh_");
    }

    Request with(Head other) {
        return new Request(method, target, other, body);
    }

    Request to(String other) {
        return new Request(method, other, head, body);
    }

    /** As it goes out: from what was read, and asking for an answer in clear. */
    void write(Destination host, OutputStream out) throws IOException, Refused {
        byte[] head = head(host).bytes();
        switch (body) {
            case Body.Whole whole -> out.write(Bytes.joined(head, whole.bytes()));
            case Body.Passing passing -> {
                out.write(head);
                passing.pass(out);
            }
        }
        out.flush();
    }

    /** As it asks for a WebSocket: without extensions, for nobody could look through what they make of a message. */
    void writeUpgrade(Destination host, OutputStream out) throws IOException, Refused {
        out.write(head(host)
                .without(List.of("sec-websocket-extensions"))
                .with("connection", "Upgrade")
                .with("upgrade", "websocket")
                .bytes());
        out.flush();
    }

    private Head head(Destination host) throws Refused {
        var own = head.without(HOP)
                .starting(method + " " + target + " HTTP/1.1")
                .with("host", host.authority())
                .with("accept-encoding", "identity")
                .with("connection", "keep-alive");
        return switch (body) {
            case Body.Whole whole -> reads() ? own : own.with("content-length", String.valueOf(whole.bytes().length));
            case Body.Passing passing -> passing.framed(own);
        };
    }
}
