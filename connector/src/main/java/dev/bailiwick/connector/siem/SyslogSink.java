package dev.bailiwick.connector.siem;

import dev.bailiwick.procedure.sink.Parcel;
import dev.bailiwick.procedure.sink.Sink;
import dev.bailiwick.procedure.sink.SinkAway;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import javax.net.SocketFactory;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Syslog over TCP or TLS. The protocol has no acknowledgement: a written message is on its way, no more. With TLS 1.3 even
 * a refused client certificate shows only when something is read, so a fresh connection is listened to for a moment before
 * anything counts as sent.
 */
final class SyslogSink implements Sink {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int HANDSHAKE_MILLIS = 10_000;

    /** How long a fresh connection is listened to: time enough for a refusal to come back. */
    private static final int LISTEN_MILLIS = 250;

    private final String host;
    private final int port;
    private final SocketFactory sockets;
    private final SyslogMessage message;
    private @Nullable Socket socket;

    SyslogSink(String host, int port, SocketFactory sockets, SyslogMessage message) {
        this.host = host;
        this.port = port;
        this.sockets = sockets;
        this.message = message;
    }

    @Override
    public void send(List<Parcel> parcels) {
        try {
            var out = new BufferedOutputStream(connected(), 1 << 16);
            for (var parcel : parcels) out.write(message.counted(new Event(parcel)));
            out.flush();
        } catch (IOException e) {
            close();
            throw new SinkAway("syslog at " + host + ":" + port + ": " + e.getMessage(), e);
        }
    }

    private OutputStream connected() throws IOException {
        var known = socket;
        if (known != null) return known.getOutputStream();
        var fresh = new Socket();
        try {
            fresh.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            fresh.setKeepAlive(true);
            fresh.setSoTimeout(HANDSHAKE_MILLIS);
            var ready = secured(fresh);
            socket = ready;
            if (!hears(ready, LISTEN_MILLIS)) throw new IOException("the receiver closed the connection at once");
            return ready.getOutputStream();
        } catch (IOException | RuntimeException e) {
            fresh.close();
            throw e;
        }
    }

    private Socket secured(Socket plain) throws IOException {
        if (!(sockets instanceof SSLSocketFactory tls)) return plain;
        var secured = (SSLSocket) tls.createSocket(plain, host, port, true);
        secured.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        var parameters = new SSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(secured.getEnabledProtocols());
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    @Override
    public boolean acknowledges() {
        return false;
    }

    @Override
    public boolean stands() {
        var known = socket;
        if (known == null) return false;
        try {
            if (hears(known, 1)) return true;
        } catch (IOException _) {
            // it is gone, whatever the reason
        }
        close();
        return false;
    }

    /** A receiver says nothing: silence is the good answer, an end or an alert is the bad one. */
    private static boolean hears(Socket socket, int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException _) {
            return true;
        }
    }

    @Override
    public void close() {
        var known = socket;
        socket = null;
        if (known == null) return;
        try {
            known.close();
        } catch (IOException _) {
            // nothing is lost: what was on its way is sent again
        }
    }
}
