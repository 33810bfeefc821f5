package dev.bailiwick.gateway.egress;

import dev.bailiwick.core.value.AddressBlock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** The other side: looked up once, connected to at that very address, and it must prove its name. There is no switch for that. */
final class Upstream {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int READ_MILLIS = 60_000;

    private final Destination.Resolver resolver;
    private final Set<AddressBlock> inside;
    private final SSLSocketFactory tls;

    Upstream(Destination.Resolver resolver, Set<AddressBlock> inside, SSLSocketFactory tls) {
        this.resolver = resolver;
        this.inside = Set.copyOf(inside);
        this.tls = tls;
    }

    SSLSocket connect(Destination to) throws Refused {
        var plain = plain(to.address(resolver, inside));
        try {
            var socket = (SSLSocket) tls.createSocket(plain, to.host().text(), to.port(), true);
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setServerNames(List.of(new SNIHostName(to.host().text())));
            parameters.setApplicationProtocols(new String[] {"http/1.1"});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        } catch (SSLException e) {
            close(plain);
            throw Refused.away("the service does not prove that it is " + to.host());
        } catch (IOException e) {
            close(plain);
            throw Refused.away("the service does not answer");
        }
    }

    private static Socket plain(InetSocketAddress address) throws Refused {
        var socket = new Socket();
        try {
            socket.connect(address, CONNECT_MILLIS);
            socket.setSoTimeout(READ_MILLIS);
            socket.setTcpNoDelay(true);
            return socket;
        } catch (IOException e) {
            close(socket);
            throw Refused.away("the service does not answer");
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // it was no use before
        }
    }
}
