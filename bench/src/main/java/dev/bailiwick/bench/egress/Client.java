package dev.bailiwick.bench.egress;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One connection to the service by one of the ways, and what it sends. */
final class Client implements AutoCloseable {
    private final SSLSocket socket;
    private final InputStream in;
    private final byte[] sink = new byte[64 * 1024];

    private Client(SSLSocket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    }

    /** @param tunnel the target of a CONNECT before TLS; empty for none */
    record Way(String name, int port, String tunnel, SSLContext trust, String host, String authorization) {
        Client open() throws IOException {
            var plain = new Socket(InetAddress.getLoopbackAddress(), port);
            plain.setTcpNoDelay(true);
            if (!tunnel.isEmpty()) connect(plain);
            var inside = (SSLSocket) trust.getSocketFactory().createSocket(plain, Certificate.NAME, port, true);
            inside.startHandshake();
            return new Client(inside);
        }

        private void connect(Socket plain) throws IOException {
            plain.getOutputStream()
                    .write(("CONNECT " + tunnel + " HTTP/1.1\r\nHost: " + tunnel + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var told = line(plain.getInputStream());
            if (!told.contains(" 200")) throw new IOException("no tunnel: " + told);
            var rest = line(plain.getInputStream());
            while (!rest.isEmpty()) rest = line(plain.getInputStream());
        }

        byte[] get(String path) {
            return head("GET " + path, "");
        }

        /** The head of a body that names its digest (RFC 9530). */
        byte[] post(String path, long length, String digest) {
            return head(
                    "POST " + path,
                    "Content-Type: application/octet-stream\r\nContent-Length: " + length
                            + "\r\nContent-Digest: sha-256=:" + digest + ":\r\n");
        }

        private byte[] head(String what, String fields) {
            return (what + " HTTP/1.1\r\nHost: " + host + "\r\n" + authorization + fields + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** Sends so many zeroes and waits for the answer. */
    void send(byte[] head, long zeroes) throws IOException {
        var out = socket.getOutputStream();
        out.write(head);
        var piece = new byte[sink.length];
        for (long left = zeroes; left > 0; left -= piece.length)
            out.write(piece, 0, (int) Math.min(left, piece.length));
        answer();
    }

    /** Nanoseconds of each answer, until the end. */
    long[] latencies(byte[] request, long end) throws IOException {
        long[] nanos = new long[1 << 14];
        int count = 0;
        for (long now = System.nanoTime(); now < end; ) {
            ask(request);
            long then = System.nanoTime();
            if (count == nanos.length) nanos = Arrays.copyOf(nanos, count * 2);
            nanos[count++] = then - now;
            now = then;
        }
        return Arrays.copyOf(nanos, count);
    }

    /** Returns the length of the body of a 200. */
    long ask(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        return answer();
    }

    private long answer() throws IOException {
        var status = line(in);
        long length = 0;
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                length = Long.parseLong(line.substring(15).strip());
        }
        for (long left = length; left > 0; ) {
            int read = in.read(sink, 0, (int) Math.min(left, sink.length));
            if (read < 0) throw new EOFException("the answer ends in the middle");
            left -= read;
        }
        if (!status.contains(" 200"))
            throw new IOException(
                    status + ": " + new String(sink, 0, (int) Math.min(length, 400), StandardCharsets.UTF_8));
        return length;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) throw new EOFException("the other side hung up");
            if (next != '\r') line.append((char) next);
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
