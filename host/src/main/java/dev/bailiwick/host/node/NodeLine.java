package dev.bailiwick.host.node;

import dev.bailiwick.core.node.Beat;
import dev.bailiwick.core.node.Word;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** A node's line to its server: mutual TLS, to one name and one authority. */
public final class NodeLine {
    /** What the server's certificate says, whatever its address. */
    private static final String SERVER = "server.bailiwick.internal";

    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final int LARGEST = 8 << 20;
    private static final int OK = 200;

    /** Of the server's listener for nodes, unless it says otherwise. */
    public static final int USUAL_PORT = 7433;

    private final Path folder;
    private volatile NodeIdentity identity;
    private volatile SSLContext context;

    private NodeLine(Path folder, NodeIdentity identity) {
        this.folder = folder;
        this.identity = identity;
        this.context = identity.context();
    }

    /**
     * Joins, with the token that the server's people gave.
     *
     * @param folder where this machine keeps who it is
     * @throws CutOff when the server does not answer, is another one, or will not have it
     */
    public static NodeLine join(URI server, String token, Path folder) {
        var address = address(server);
        var invitation = Invitation.of(token);
        var keys = NodeIdentity.newKeys();
        try {
            var asked = JsonObject.with("token", invitation.secret())
                    .and(
                            "key",
                            Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()))
                    .build();
            var answer = exchange(Trust.pinned(invitation.authority()), address, "/node/v1/join", asked);
            var identity = NodeIdentity.issued(address, keys, answer);
            identity.write(folder);
            return new NodeLine(folder, identity);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    private static URI address(URI server) {
        boolean known = "https".equals(server.getScheme()) && server.getHost() != null && server.getUserInfo() == null;
        if (!known)
            throw new IllegalArgumentException("expected https://ADDRESS:PORT of the server's listener for nodes");
        int port = server.getPort() < 0 ? USUAL_PORT : server.getPort();
        return URI.create("https://" + server.getHost() + ":" + port);
    }

    /** As a node that joined before; empty when it never did. */
    public static Optional<NodeLine> of(Path folder) {
        return NodeIdentity.read(folder).map(identity -> new NodeLine(folder, identity));
    }

    /** The node's own name, as its certificate says. */
    public String name() {
        return identity.certificate().getSubjectX500Principal().getName().replaceFirst("^CN=", "");
    }

    public URI server() {
        return identity.server();
    }

    /** @throws CutOff when the server did not answer it */
    public Word beat(Beat beat) {
        try {
            return Word.of(exchange(context, server(), "/node/v1/beat", beat.json()));
        } catch (JsonException | IllegalArgumentException e) {
            throw new CutOff("the server's answer was not understood", false);
        }
    }

    /** Asks for the next certificate when it is time. */
    public void renew(InstantSource clock) {
        if (!identity.renewalDue(clock.instant())) return;
        var keys = NodeIdentity.newKeys();
        var asked = JsonObject.with(
                        "key",
                        Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()))
                .build();
        var next = NodeIdentity.issued(server(), keys, exchange(context, server(), "/node/v1/renew", asked));
        next.write(folder);
        context = next.context();
        identity = next;
    }

    /** A connection of its own, for what an agent on this machine asks. */
    SSLSocket open() throws IOException {
        var plain = new Socket(Proxy.NO_PROXY);
        try {
            plain.connect(
                    new InetSocketAddress(server().getHost().replaceAll("[\\[\\]]", ""), server().getPort()),
                    (int) PATIENCE.toMillis());
            plain.setSoTimeout((int) PATIENCE.toMillis());
            var socket = (SSLSocket) context.getSocketFactory().createSocket(plain, SERVER, server().getPort(), true);
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            socket.setSoTimeout(0);
            return socket;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    private static JsonObject exchange(SSLContext context, URI server, String path, JsonObject body) {
        try {
            var connection = (HttpsURLConnection) server.resolve(path).toURL().openConnection(Proxy.NO_PROXY);
            connection.setSSLSocketFactory(context.getSocketFactory());
            connection.setHostnameVerifier((_, session) -> isServer(session));
            connection.setConnectTimeout((int) PATIENCE.toMillis());
            connection.setReadTimeout((int) PATIENCE.toMillis());
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            connection.setRequestMethod("POST");
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            byte[] bytes = Json.utf8(body);
            connection.setFixedLengthStreamingMode(bytes.length);
            try (var out = connection.getOutputStream()) {
                out.write(bytes);
            }
            return received(connection);
        } catch (IOException e) {
            throw new CutOff("the server does not answer at " + server + " (" + e.getMessage() + ")", false);
        } catch (JsonException e) {
            throw new CutOff("the server's answer was not understood", false);
        }
    }

    /** The certificate names the listener and never a machine, so its name is compared with that and not with the address. */
    private static boolean isServer(SSLSession session) {
        try {
            return session.getPeerPrincipal().getName().equals("CN=" + SERVER);
        } catch (SSLPeerUnverifiedException e) {
            return false;
        }
    }

    private static JsonObject received(HttpsURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        if (status != OK) throw new CutOff(refusal(status, connection.getErrorStream()), true);
        try (var in = connection.getInputStream()) {
            return Json.parseObject(whole(in), JsonLimits.FILE);
        }
    }

    private static byte[] whole(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) throw new IOException("the answer is too long");
        return bytes;
    }

    private static String refusal(int status, @org.jspecify.annotations.Nullable InputStream error) throws IOException {
        if (error == null) return "the server answered with status " + status;
        try (error) {
            return Json.parseObject(whole(error), JsonLimits.REQUEST)
                    .string("message")
                    .orElse("the server answered with status " + status);
        } catch (JsonException e) {
            return "the server answered with status " + status;
        }
    }
}
