package dev.bailiwick.gateway.egress;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLSocket;

/** One connection of the agent: CONNECT, our side of TLS, then one request after the other, all to the same host. */
final class Tunnel {
    private static final byte[] OPENED = "HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final int BUFFER = 16 * 1024;

    private final EgressProxy.Surroundings around;
    private final EgressProxy.Ways ways;

    Tunnel(EgressProxy.Surroundings around, EgressProxy.Ways ways) {
        this.around = around;
        this.ways = ways;
    }

    void serve(Socket client) throws IOException {
        try {
            var destination = connect(client);
            if (destination.isPresent()) secured(client, destination.get());
        } catch (Refused refused) {
            answer(client.getOutputStream(), refused);
        }
    }

    /** Read byte by byte: what follows the head belongs to TLS. */
    private Optional<Destination> connect(Socket client) throws IOException, Refused {
        var head = Head.read(client.getInputStream());
        if (head.isEmpty()) return Optional.empty();
        var words = head.get().start().split(" ", -1);
        if (words.length != 3 || !words[0].equals("CONNECT") || !words[2].equals("HTTP/1.1"))
            throw Refused.denied("egress_denied", "only CONNECT, and TLS inside it");
        return Optional.of(Destination.of(words[1]));
    }

    private void secured(Socket client, Destination to) throws IOException {
        client.getOutputStream().write(OPENED);
        var context = around.authority().context(to.host().text());
        try (var inside = (SSLSocket) context.getSocketFactory().createSocket(client, null, true)) {
            inside.setUseClientMode(false);
            var parameters = inside.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"http/1.1"});
            inside.setSSLParameters(parameters);
            inside.startHandshake();
            var out = inside.getOutputStream();
            try {
                sameName(inside, to);
                requests(inside, to);
            } catch (Refused refused) {
                answer(out, refused);
            }
        }
    }

    private static void sameName(SSLSocket inside, Destination to) throws Refused {
        var session = (javax.net.ssl.ExtendedSSLSession) inside.getSession();
        List<SNIServerName> names = session.getRequestedServerNames();
        boolean same = names.size() == 1
                && names.getFirst() instanceof SNIHostName name
                && name.getAsciiName().equals(to.host().text());
        if (!same) throw Refused.odd("egress_denied", "TLS asks for another name than the tunnel");
    }

    private void requests(SSLSocket inside, Destination to) throws IOException, Refused {
        var in = new BufferedInputStream(inside.getInputStream(), BUFFER);
        var out = new BufferedOutputStream(inside.getOutputStream(), BUFFER);
        var client = new WebSocket.Client(in, out);
        var exchange = new Exchange(around, to, ways);
        while (true) {
            var head = Head.read(in);
            if (head.isEmpty()) return;
            around.requireOpen();
            boolean more = exchange.run(Request.of(head.get(), Body.of(in, head.get()), to), client);
            if (!more || head.get().all("connection").contains("close")) return;
        }
    }

    private void answer(OutputStream out, Refused refused) throws IOException {
        if (refused.odd()) around.alerts().raise(around.agent(), "egress-" + refused.code(), refused.sentence());
        out.write(Exchange.refusal(refused));
        out.flush();
    }
}
