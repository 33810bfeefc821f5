package dev.bailiwick.secrets.http;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.credential.BackendUnavailable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One service, asked over HTTP/1.1 (RFC 9112), one question on one connection.
 *
 * <p>Not the platform's client: that one sends a GET again by itself when the answer is lost, and at a service that makes a
 * credential for every GET the first one would be an orphan of which nobody knows.
 */
public final class Remote {
    private static final int MILLIS = 4_000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int TOO_MANY = 429;

    private final String name;
    private final URI address;
    private final SSLSocketFactory secured;

    /** What came back. An empty body is an empty object. */
    public record Answer(int status, JsonObject body) {}

    /** The same as it came: for services that do not speak JSON. */
    public record Raw(int status, String body) {}

    /** @param address with TLS, unless it is on this machine */
    public Remote(String name, URI address) {
        this(name, address, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /** @param secured who we are there, and whom we believe: see {@link ClientIdentity} */
    public Remote(String name, URI address, SSLSocketFactory secured) {
        boolean here = "127.0.0.1".equals(address.getHost()) || "localhost".equals(address.getHost());
        if (!"https".equals(address.getScheme()) && !here)
            throw new IllegalArgumentException("a backend is asked with https://");
        if (address.getUserInfo() != null) throw new IllegalArgumentException("no secret stands in an address");
        this.name = name;
        this.address = address;
        this.secured = secured;
    }

    /**
     * One question.
     *
     * @throws BackendUnavailable when there was no answer in time, or the service asks for more patience than we have
     */
    public Answer ask(String method, String path, Map<String, String> headers, JsonObject body) {
        var sent = body.equals(JsonObject.EMPTY) ? new byte[0] : Json.utf8(body);
        return ask(method + " " + path, headers, "application/json", sent);
    }

    /** The same with a form (RFC 6749). */
    public Answer post(String path, Map<String, String> headers, Form form) {
        var sent = form.encoded().getBytes(StandardCharsets.US_ASCII);
        return ask("POST " + path, headers, "application/x-www-form-urlencoded", sent);
    }

    private Answer ask(String what, Map<String, String> headers, String type, byte[] body) {
        return answer(response(what, headers, type, body));
    }

    /** The same with a body of any type, and the answer as it came. */
    public Raw exchange(String method, String path, Map<String, String> headers, String type, String body) {
        var response = response(method + " " + path, headers, type, body.getBytes(StandardCharsets.UTF_8));
        return new Raw(response.status(), response.body());
    }

    /** As a request names it. */
    public String host() {
        return address.getRawAuthority();
    }

    private Response response(String what, Map<String, String> headers, String type, byte[] body) {
        var message = message(what, headers, type, body);
        var first = send(message);
        if (first.status() != TOO_MANY) return first;
        if (!waited(first)) throw new BackendUnavailable("\"" + name + "\" is asked too often: it wants us to wait");
        var second = send(message);
        if (second.status() == TOO_MANY) throw new BackendUnavailable("\"" + name + "\" is asked too often");
        return second;
    }

    private byte[] message(String what, Map<String, String> headers, String type, byte[] body) {
        var head = new StringBuilder(plain(what)).append(" HTTP/1.1\r\nHost: ").append(address.getRawAuthority());
        headers.forEach(
                (field, value) -> head.append("\r\n").append(field).append(": ").append(plain(value)));
        head.append("\r\nAccept: application/json\r\nConnection: close\r\nContent-Type: ")
                .append(type)
                .append("\r\nContent-Length: ")
                .append(body.length)
                .append("\r\n\r\n");
        byte[] begin = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = java.util.Arrays.copyOf(begin, begin.length + body.length);
        System.arraycopy(body, 0, whole, begin.length, body.length);
        return whole;
    }

    private static String plain(String value) {
        if (value.chars().anyMatch(c -> c < ' ' || c > 0xff)) throw new IllegalArgumentException("not a field's value");
        return value;
    }

    private static boolean waited(Response answer) {
        if (answer.retryAfter() > PATIENCE.toSeconds()) return false;
        try {
            Thread.sleep(Duration.ofSeconds(answer.retryAfter()));
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Response send(byte[] message) {
        try (var socket = connected()) {
            socket.getOutputStream().write(message);
            socket.getOutputStream().flush();
            return Response.read(socket.getInputStream());
        } catch (IOException _) {
            // the cause may quote what was sent
            throw new BackendUnavailable("\"" + name + "\" did not answer");
        }
    }

    private Socket connected() throws IOException {
        boolean secure = "https".equals(address.getScheme());
        int port = address.getPort() > 0 ? address.getPort() : secure ? 443 : 80;
        var socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(address.getHost(), port), MILLIS);
            socket.setSoTimeout(MILLIS);
            return secure ? proved(socket, port) : socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** It must prove its name. There is no switch for that. */
    private SSLSocket proved(Socket plain, int port) throws IOException {
        var socket = (SSLSocket) secured.createSocket(plain, address.getHost(), port, true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private Answer answer(Response response) {
        try {
            var body = response.body().isEmpty() ? JsonObject.EMPTY : Json.parseObject(response.body());
            return new Answer(response.status(), body);
        } catch (JsonException _) {
            // a page of a machine between us and the service: its status still counts, its text does not
            if (response.status() >= 400) return new Answer(response.status(), JsonObject.EMPTY);
            throw new BackendUnavailable("\"" + name + "\" answered something that is no JSON");
        }
    }
}
