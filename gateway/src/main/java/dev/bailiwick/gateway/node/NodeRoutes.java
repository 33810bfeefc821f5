package dev.bailiwick.gateway.node;

import dev.bailiwick.core.node.Beat;
import dev.bailiwick.core.node.Node;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.gateway.http.Answers;
import dev.bailiwick.gateway.http.Excerpt;
import dev.bailiwick.gateway.http.HttpError;
import dev.bailiwick.gateway.http.RequestBody;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditUnavailable;
import dev.bailiwick.procedure.enforcement.Alerts;
import dev.bailiwick.procedure.node.NodeAuthority;
import dev.bailiwick.procedure.node.NodeDesk;
import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/** {@code POST /node/v1/join}, {@code /beat} and {@code /renew}; and the check that stands before every other route of the listener. */
public final class NodeRoutes {
    private static final System.Logger LOG = System.getLogger(NodeRoutes.class.getName());
    private static final String JOIN = "/node/v1/join";
    private static final int LONGEST = 300;
    private static final Header CLOSE = HeaderValues.CONNECTION_CLOSE;

    private final NodeDesk desk;
    private final Alerts alerts;

    public NodeRoutes(NodeDesk desk, Alerts alerts) {
        this.desk = desk;
        this.alerts = alerts;
    }

    /** What a node may ask, with the machine's check before all of the routing. */
    public void on(HttpRouting.Builder routing) {
        routing.addFilter(this::filter)
                .post(JOIN, answering(this::join))
                .post("/node/v1/beat", answering(this::beat))
                .post("/node/v1/renew", answering(this::renew));
    }

    /** Who comes without a certificate that counts may join, and nothing else. */
    private void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (request.path().path().equals(JOIN) || comer(request).isPresent()) chain.proceed();
        else
            refuse(
                    response,
                    new HttpError(
                            Status.FORBIDDEN_403, "no_node", "come with a node's certificate: ./bailiwick host join"));
    }

    private static Optional<Digest> certificate(ServerRequest request) {
        return request.remotePeer()
                .tlsCertificates()
                .filter(chain -> chain.length > 0)
                .map(chain -> NodeCertificates.digest(chain[0]));
    }

    /** The node at the other end, while it counts: asked for each request, so that a removal ends it at once. */
    private Optional<Node> comer(ServerRequest request) {
        return certificate(request).flatMap(desk::admit);
    }

    private Node node(ServerRequest request) {
        return comer(request)
                .orElseThrow(() -> new HttpError(Status.FORBIDDEN_403, "no_node", "this machine was removed"));
    }

    @FunctionalInterface
    private interface Handling {
        JsonObject answer(ServerRequest request) throws IOException;
    }

    private static Handler answering(Handling handling) {
        return (request, response) -> {
            try {
                Answers.json(response, handling.answer(request));
            } catch (HttpError error) {
                refuse(response, error);
            } catch (JsonException | IllegalArgumentException e) {
                refuse(
                        response,
                        HttpError.badRequest(
                                Excerpt.clipped(Untrusted.visible(String.valueOf(e.getMessage())), LONGEST)));
            } catch (AuditUnavailable e) {
                refuse(
                        response,
                        new HttpError(
                                Status.SERVICE_UNAVAILABLE_503, "audit_unavailable", "Bailiwick cannot write its log"));
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "a node's request failed", e);
                refuse(
                        response,
                        new HttpError(
                                Status.INTERNAL_SERVER_ERROR_500,
                                "internal",
                                "Bailiwick could not handle this request"));
            }
        };
    }

    private static void refuse(ServerResponse response, HttpError error) {
        response.status(error.status()).header(CLOSE);
        Answers.json(
                response,
                JsonObject.with("error", error.code())
                        .and("message", error.message())
                        .build());
    }

    private JsonObject join(ServerRequest request) throws IOException {
        var fields = Fields.of(RequestBody.object(request));
        var token = fields.text("token");
        var key = fields.parsed("key", NodeRoutes::decoded);
        fields.end();
        return desk.join(token, key).map(NodeRoutes::issued).orElseThrow(() -> {
            alerts.raise("node-refused", "a machine tried to join with a token that opens nothing");
            return new HttpError(
                    Status.FORBIDDEN_403,
                    "no_invitation",
                    "this token opens nothing: it is spent, too old, or was never given; ask for a new one, ./bailiwick host invite");
        });
    }

    private static byte[] decoded(String text) {
        return Base64.getDecoder().decode(text);
    }

    private static JsonObject issued(NodeAuthority.Issued issued) {
        return JsonObject.with("certificate", issued.pem())
                .and("authority", issued.authority())
                .build();
    }

    private JsonObject beat(ServerRequest request) throws IOException {
        return desk.beat(node(request), Beat.of(RequestBody.object(request))).json();
    }

    private JsonObject renew(ServerRequest request) throws IOException {
        var fields = Fields.of(RequestBody.object(request));
        var key = fields.parsed("key", NodeRoutes::decoded);
        fields.end();
        return issued(desk.renew(node(request), certificate(request).orElseThrow(), key));
    }
}
