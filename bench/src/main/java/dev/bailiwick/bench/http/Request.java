package dev.bailiwick.bench.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One HTTP request, sent again and again, and what its answer must contain: a fast error is no figure. */
public final class Request {
    private final byte[] bytes;
    private final String expected;

    private Request(byte[] bytes, String expected) {
        this.bytes = bytes;
        this.expected = expected;
    }

    /** Sends it once and says what came back. */
    public Answer ask(URI base) throws IOException {
        try (var socket = new Socket(base.getHost(), base.getPort())) {
            socket.getOutputStream().write(bytes);
            return Answer.read(new BufferedInputStream(socket.getInputStream()));
        }
    }

    byte[] bytes() {
        return bytes;
    }

    String expected() {
        return expected;
    }

    /** A T1 read that is permitted. */
    public static Request decide(String credential) {
        String body = """
                {"session":"agent:main:main","run":"bench","call":"call_1","tool":"read",\
                "arguments":{"path":"notes/today.txt"},"origin":{"kind":"message","sender":"webchat:1","owner":true}}""";
        return of(
                "POST /openclaw/v1/decide HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + credential
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body,
                "\"answer\":\"permit\"");
    }

    /** A mail to somebody outside, which a person must approve: the answer is held meanwhile. */
    public static Request mail(String credential) {
        String body = """
                {"session":"agent:main:main","run":"bench","call":"call_2","tool":"message","arguments":{"action":"send",\
                "to":"customer@example.net","subject":"Your refund of order 4711","message":"Dear Ms Novak, we have refunded 129.00 EUR."},\
                "origin":{"kind":"message","sender":"webchat:1","owner":true}}""";
        return of(
                "POST /openclaw/v1/decide HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + credential
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body,
                "");
    }

    public static Request get(String path, String expected) {
        return of("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", expected);
    }

    /** The same question, whatever the answer. */
    public Request whatever() {
        return new Request(bytes, "\"answer\":");
    }

    private static Request of(String text, String expected) {
        return new Request(text.getBytes(StandardCharsets.US_ASCII), expected);
    }
}
