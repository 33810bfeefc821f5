package dev.bailiwick.secrets.cyberark;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Plays the AAM Web Service: lets in whoever shows the one certificate it knows, and spells its flags as text. */
final class ProviderDouble implements AutoCloseable {
    final Pem server;
    final Pem client;
    /** How often yet it says that the password is being changed. */
    final AtomicInteger changingFor = new AtomicInteger();
    /** Whom it answered. */
    final Map<String, Integer> answered = new ConcurrentHashMap<>();

    private final HttpsServer listener;

    ProviderDouble(Pem server, Pem client) throws IOException, GeneralSecurityException {
        this.server = server;
        this.client = client;
        var context = context();
        listener = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 20);
        listener.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                var wanted = context.getDefaultSSLParameters();
                wanted.setNeedClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
        listener.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        listener.createContext("/", exchange -> serve((HttpsExchange) exchange));
        listener.start();
    }

    private SSLContext context() throws IOException, GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(server.store(), Pem.WORD.toCharArray());
        var known = KeyStore.getInstance("PKCS12");
        known.load(null, null);
        known.setCertificateEntry("client", client.store().getCertificate(client.name()));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(known);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    URI address() {
        return URI.create("https://127.0.0.1:" + listener.getAddress().getPort());
    }

    private void serve(HttpsExchange exchange) throws IOException {
        try (exchange) {
            var name = exchange.getSSLSession().getPeerPrincipal().getName().replace("CN=", "");
            answered.merge(name, 1, Integer::sum);
            var query = exchange.getRequestURI().getRawQuery();
            int status = 403;
            var body = error("APPAP306E", "canary: application is not allowed from this machine");
            var fields = query == null ? Map.<String, String>of() : pairs(query);
            boolean right = exchange.getRequestMethod().equals("GET")
                    && exchange.getRequestURI().getPath().equals("/AIMWebService/api/Accounts");
            if (right && "bailiwick".equals(fields.get("AppID"))) {
                boolean there = "agents".equals(fields.get("Safe")) && "crm-api".equals(fields.get("Object"));
                status = there ? 200 : 404;
                body = there ? account() : error("APPAP004E", "canary: password object matching query was not found");
            }
            byte[] bytes = body.build().text().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static Map<String, String> pairs(String query) {
        Map<String, String> fields = new TreeMap<>();
        for (var pair : query.split("&", -1)) {
            var sides = pair.split("=", 2);
            fields.put(sides[0], URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    private JsonObject.Builder account() {
        boolean changing = changingFor.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        return JsonObject.with("Content", changing ? "the value of before" : "the value of crm")
                .and("UserName", "crm")
                .and("Safe", "agents")
                .and("PasswordChangeInProcess", changing ? "True" : "False");
    }

    private static JsonObject.Builder error(String code, String message) {
        return JsonObject.with("ErrorCode", code).and("ErrorMsg", message);
    }

    @Override
    public void close() {
        listener.stop(0);
    }
}
