package dev.bailiwick.connector.notice;

import dev.bailiwick.procedure.sink.SinkAway;
import dev.bailiwick.procedure.sink.SinkRefuses;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One session of submission (RFC 5321, STARTTLS of RFC 3207, AUTH PLAIN of RFC 4954). Anything but this machine is spoken to
 * under TLS only, and the server's name is checked.
 */
final class SmtpSession implements AutoCloseable {
    private static final int IMPLICIT_TLS = 465;
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int LONGEST_LINE = 2_000;
    private static final int MOST_LINES = 100;

    /** @param account user and password as AUTH PLAIN wants them */
    record Server(String host, int port, SSLSocketFactory tls, Optional<String> account) {
        boolean local() {
            return host.equals("127.0.0.1") || host.equals("localhost");
        }
    }

    private Socket socket;
    private InputStream in;

    private SmtpSession(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static SmtpSession open(Server server) throws IOException {
        var socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(server.host(), server.port()), 5_000);
            socket.setSoTimeout(PATIENCE_MILLIS);
            boolean implicit = server.port() == IMPLICIT_TLS;
            var session = new SmtpSession(implicit ? secured(socket, server) : socket);
            session.greet(server, implicit);
            return session;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static SSLSocket secured(Socket plain, Server server) throws IOException {
        var socket = (SSLSocket) server.tls().createSocket(plain, server.host(), server.port(), true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private void greet(Server server, boolean secure) throws IOException {
        expect(220);
        String offers = say("EHLO bailiwick", 250);
        boolean offered = offers.contains("STARTTLS");
        if (!secure && offered) offers = upgrade(server);
        if (!secure && !offered && !server.local())
            throw new SinkAway("mail server " + server.host() + " offers no TLS: nothing is sent in clear text");
        if (server.account().isPresent()) say("AUTH PLAIN " + server.account().get(), 235);
    }

    /** What the server said before TLS is forgotten: anybody may have said it. */
    private String upgrade(Server server) throws IOException {
        say("STARTTLS", 220);
        socket = secured(socket, server);
        in = new BufferedInputStream(socket.getInputStream());
        return say("EHLO bailiwick", 250);
    }

    /** @throws SinkRefuses when the server never takes this message, or never for this address */
    void send(String from, String to, String message) throws IOException {
        say("MAIL FROM:<" + from + ">", 250);
        say("RCPT TO:<" + to + ">", 250);
        say("DATA", 354);
        say(stuffed(message) + "\r\n.", 250);
    }

    /** A line that begins with a dot gets another one (RFC 5321, 4.5.2). */
    private static String stuffed(String message) {
        String stuffed = message.replace("\r\n.", "\r\n..");
        return stuffed.startsWith(".") ? "." + stuffed : stuffed;
    }

    private String say(String line, int expected) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return expect(expected);
    }

    private String expect(int expected) throws IOException {
        String reply = reply();
        int code = Integer.parseInt(reply.substring(0, 3));
        if (code == expected) return reply;
        String what = "mail server answered with " + code;
        if (code == 550 || code == 551 || code == 553 || code == 554) {
            reset();
            throw new SinkRefuses(what);
        }
        throw new SinkAway(what);
    }

    private void reset() throws IOException {
        socket.getOutputStream().write("RSET\r\n".getBytes(StandardCharsets.UTF_8));
        reply();
    }

    private String reply() throws IOException {
        var all = new StringBuilder();
        for (int lines = 0; lines < MOST_LINES; lines++) {
            String line = line();
            if (!line.matches("[0-9]{3}([ -].*)?")) throw new IOException("it does not speak SMTP");
            all.append(line).append('\n');
            if (line.length() == 3 || line.charAt(3) == ' ') return line.substring(0, 3) + all;
        }
        throw new IOException("its answer has no end");
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) throw new IOException("it hung up");
            if (line.length() > LONGEST_LINE) throw new IOException("its line has no end");
            if (c != '\r') line.append((char) c);
        }
        return line.toString();
    }

    @Override
    public void close() {
        try (var closing = socket) {
            closing.getOutputStream().write("QUIT\r\n".getBytes(StandardCharsets.UTF_8));
            closing.getOutputStream().flush();
        } catch (IOException _) {
            // what was accepted was accepted
        }
    }
}
