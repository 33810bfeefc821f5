package dev.bailiwick.gateway.egress;

import dev.bailiwick.core.credential.Placement;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.core.credential.SecretRef;
import dev.bailiwick.core.credential.ServiceKey;
import dev.bailiwick.core.credential.Urgency;
import dev.bailiwick.core.value.AddressBlock;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Json;
import dev.bailiwick.procedure.credential.Backends;
import dev.bailiwick.procedure.credential.Broker;
import dev.bailiwick.procedure.credential.KeyDesk;
import dev.bailiwick.procedure.credential.Revocation;
import dev.bailiwick.procedure.testing.MemoryLeases;
import dev.bailiwick.procedure.testing.MemoryServiceKeys;
import dev.bailiwick.procedure.testing.ScriptedBackend;
import dev.bailiwick.procedure.testing.TestHouse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One agent's way out with everything behind it, one service, and a client that sends what it is told byte by byte. */
final class Way implements AutoCloseable {
    static final String NAME = "api.example.com";
    static final String SECRET = "sk_real/4711+canary-of-crm";
    static final String HANDLE = "bwh_0123456789abcdefghij";

    private static final String CLOSE = "connection: close\r\n\r\n";

    final TestHouse house = new TestHouse();
    final ServiceDouble service;
    final ScriptedBackend backend = new ScriptedBackend("fixed", true);
    final KeyDesk keys;
    final Broker broker;
    final Revocation revocation;
    final EgressProxy proxy;
    private final Upstream upstream;
    final Authority authority = new Authority("desk", InstantSource.system());
    volatile boolean open = true;
    volatile List<String> addresses = List.of("127.0.0.1");
    private final AtomicInteger turn = new AtomicInteger();
    private final String secret;
    final MemoryMail mail = new MemoryMail();

    Way(Placement placement) throws IOException, GeneralSecurityException {
        this(placement, SECRET);
    }

    /** @param secret what lies behind the key */
    Way(Placement placement, String secret) throws IOException, GeneralSecurityException {
        this(placement, secret, new Authority("the world", InstantSource.system()), NAME);
    }

    /** @param named what the service's certificate says */
    Way(Placement placement, Authority world, String named) throws IOException, GeneralSecurityException {
        this(placement, SECRET, world, named);
    }

    private Way(Placement placement, String secret, Authority world, String named)
            throws IOException, GeneralSecurityException {
        this.secret = secret;
        service = new ServiceDouble(world, named);
        backend.spelling = _ -> secret;
        keys = new KeyDesk(new MemoryServiceKeys(), house.control, house.alerts);
        var backends = new Backends(List.of(backend));
        broker = new Broker(
                keys,
                backends,
                List.of(new MemoryLeases()),
                house.control,
                new Broker.Surroundings(
                        house.clock,
                        new Secret("pepper"),
                        () -> "lease-%012d".formatted(turn.incrementAndGet()),
                        () -> HANDLE));
        broker.open(key(TestHouse.AGENT, placement), TestHouse.by(TestHouse.OPERATOR));
        upstream = upstream(world);
        proxy = proxy();
        revocation = new Revocation(broker, backends, List.of(proxy), house.log, house.clock, Duration.ofSeconds(2));
    }

    private ServiceKey key(AgentId agent, Placement placement) {
        return new ServiceKey(
                "crm",
                agent,
                SecretRef.of("fixed/crm"),
                NAME + ":" + service.port(),
                placement,
                Urgency.REST,
                Duration.ofDays(90),
                Digest.of(HANDLE));
    }

    private EgressProxy proxy() throws IOException {
        return proxy(new Manner.Programs());
    }

    /** A listener of another manner beside it. */
    EgressProxy proxy(Manner manner) throws IOException {
        var routes = Routes.of(Json.parseObject("""
            {"routes": [
              {"host": "mail.internal", "method": "GET", "path": "/v1/messages", "tool": "t1"},
              {"host": "mail.internal", "method": "GET", "path": "/v1/messages/*", "tool": "t1"},
              {"host": "mail.internal", "method": "POST", "path": "/v1/drafts", "tool": "t2"},
              {"host": "mail.internal", "method": "POST", "path": "/v1/messages", "tool": "t3"},
              {"host": "listed.example.com", "method": "GET", "path": "/*", "tool": "t1"},
              {"host": "listed.example.com", "method": "POST", "path": "/*", "tool": "t1"},
              {"host": "api.example.com", "method": "GET", "path": "/socket/live", "tool": "t1", "webSocket": true},
              {"host": "api.example.com", "method": "GET", "path": "/*", "tool": "t1"},
              {"host": "api.example.com", "method": "GET", "path": "/*/*", "tool": "t1"},
              {"host": "api.example.com", "method": "POST", "path": "/notes", "tool": "t2"},
              {"host": "api.example.com", "method": "POST", "path": "/v1/refunds", "tool": "t3", "minorAmount": "amount", "once": true}
            ]}\
            """));
        var around = new EgressProxy.Surroundings(
                TestHouse.AGENT,
                authority,
                keys,
                broker,
                house.enforcer,
                house.alerts,
                routes,
                (host, _) -> host.text().equals("listed.example.com"),
                () -> open,
                Duration.ZERO,
                manner);
        var calls = new AtomicInteger();
        return new EgressProxy(
                around,
                new EgressProxy.Ways(
                        connections(),
                        new Outcomes(house.reports, house.alerts),
                        mail,
                        house.clock,
                        () -> "egress-" + calls.incrementAndGet()),
                0);
    }

    /** Of its own, to the same service. */
    Connections connections() {
        return new Connections(upstream, house.clock);
    }

    private Upstream upstream(Authority world) throws IOException, GeneralSecurityException {
        return new Upstream(
                _ -> {
                    List<InetAddress> found = new ArrayList<>();
                    for (var address : addresses) found.add(InetAddress.getByName(address));
                    return found;
                },
                Set.of(AddressBlock.of("127.0.0.1")),
                trusting(world).getSocketFactory());
    }

    /** A second key of the same agent at the same service. */
    ServiceKey another(String name, String handle, String secret) {
        return another(name, handle, secret, target());
    }

    /** One for another host. */
    ServiceKey another(String name, String handle, String secret, String host) {
        backend.spelling = text -> text.endsWith(name) ? secret : this.secret;
        var key = new ServiceKey(
                name,
                TestHouse.AGENT,
                SecretRef.of("fixed/" + name),
                host,
                Placement.bearer(),
                Urgency.REST,
                Duration.ofDays(90),
                Digest.of(handle));
        broker.open(key, TestHouse.by(TestHouse.OPERATOR));
        return key;
    }

    static SSLContext trusting(Authority authority) throws IOException, GeneralSecurityException {
        return Trust.in(authority.pem());
    }

    String target() {
        return NAME + ":" + service.port();
    }

    /** What comes back for these bytes inside a tunnel to the service. */
    String send(String request) throws IOException, GeneralSecurityException {
        return send(target(), Optional.of(NAME), request);
    }

    /** The same, to somewhere else, or under another name of TLS. */
    String send(String target, Optional<String> sni, String request) throws IOException, GeneralSecurityException {
        try (var socket = tunnel(target)) {
            var inside = (SSLSocket)
                    trusting(authority).getSocketFactory().createSocket(socket, NAME, socket.getPort(), true);
            var parameters = inside.getSSLParameters();
            parameters.setServerNames(sni.map(name -> List.<javax.net.ssl.SNIServerName>of(new SNIHostName(name)))
                    .orElse(List.of()));
            inside.setSSLParameters(parameters);
            inside.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            inside.getOutputStream().flush();
            return new String(inside.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    Socket tunnel(String target) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(10_000);
        socket.getOutputStream()
                .write(("CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        var answer = new StringBuilder();
        while (!answer.toString().endsWith("\r\n\r\n")) {
            int c = socket.getInputStream().read();
            if (c < 0) break;
            answer.append((char) c);
        }
        if (!answer.toString().startsWith("HTTP/1.1 200")) {
            answer.append(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
            socket.close();
            throw new IOException(answer.toString());
        }
        return socket;
    }

    String get(String path, String... fields) throws IOException, GeneralSecurityException {
        return send("GET " + path + " HTTP/1.1\r\nHost: " + target() + "\r\n" + lines(fields) + CLOSE);
    }

    String post(String path, String type, String body, String... fields) throws IOException, GeneralSecurityException {
        return send("POST " + path + " HTTP/1.1\r\nHost: " + target() + "\r\ncontent-type: " + type
                + "\r\ncontent-length: " + body.length() + "\r\n" + lines(fields) + CLOSE + body);
    }

    private static String lines(String... fields) {
        return fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
    }

    String bearer() {
        return "authorization: Bearer " + HANDLE;
    }

    @Override
    public void close() throws IOException {
        revocation.close();
        proxy.close();
        service.close();
        broker.close();
    }
}
