package dev.bailiwick.gateway.egress;

import dev.bailiwick.core.credential.ServiceKey;
import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.decision.Origin;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.credential.BackendUnavailable;
import dev.bailiwick.procedure.credential.Loan;
import dev.bailiwick.procedure.enforcement.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/**
 * One request of an agent, from what was read to an answer: which key, what it means, whether it may, the credential put in,
 * sent on, the answer without it.
 */
final class Exchange {
    private final EgressProxy.Surroundings around;
    private final Destination to;
    private final Upstream upstream;

    Exchange(EgressProxy.Surroundings around, Destination to, Upstream upstream) {
        this.around = around;
        this.to = to;
        this.upstream = upstream;
    }

    /** Returns whether another request may follow. */
    boolean run(Request request, OutputStream client) throws IOException, Refused {
        var key = key(request);
        if (key.isEmpty() && !around.listed().test(to.host(), to.port()))
            throw Refused.denied("egress_denied", "this host is on no list of yours");
        var meaning = around.routes().of(to, request);
        long entry = permitted(meaning);
        if (key.isEmpty()) return send(request.with(onlyOnce(request, meaning, entry)), client, Scrubber.none());
        var loan = borrow(key.get(), request);
        try {
            var handle = new Injection(key.get().placement()).handle(request).orElseThrow();
            var injected = new Injection(key.get().placement())
                    .put(request.with(onlyOnce(request, meaning, entry)), handle, loan.secret());
            return send(injected, client, Scrubber.of(loan.secret()));
        } finally {
            around.broker().giveBack(loan, tier(request));
        }
    }

    /** The key whose handle stands exactly where it belongs, and nowhere else. */
    private Optional<ServiceKey> key(Request request) throws Refused {
        long handles = request.handles();
        if (handles == 0) return Optional.empty();
        for (var key : around.keys().all()) {
            if (!key.agent().equals(around.agent()) || !key.isFor(to.host().text(), to.port())) continue;
            var handle = new Injection(key.placement()).handle(request);
            if (handle.isEmpty() || handles > 1) continue;
            var found = around.keys().present(around.agent(), handle.get());
            if (found.filter(key::equals).isPresent()) return found;
        }
        throw Refused.odd("handle_misplaced", "a handle is worth nothing here: not this host, or not this place");
    }

    private long permitted(Routes.Meaning meaning) throws Refused {
        var attempt = new Attempt(
                around.agent(),
                around.session(),
                Optional.empty(),
                Optional.empty(),
                meaning.tool(),
                meaning.arguments(),
                Origin.UNKNOWN,
                Optional.empty());
        return switch (around.enforcer().enforce(attempt, around.hold())) {
            case Verdict.Permit(long entry, var _) -> entry;
            case Verdict.Refused(long entry, var reason) ->
                throw Refused.denied("refused", reason.code() + " (entry " + entry + ")");
            case Verdict.Pending(long entry, var task, var _) ->
                throw Refused.denied(
                        "pending", "not started: people must decide " + task.value() + " (entry " + entry + ")");
            case Verdict.AlreadyExecuted(long entry, var task, var _) ->
                throw Refused.denied("already_executed", task.value() + " was carried out once (entry " + entry + ")");
        };
    }

    /** The service itself refuses a second one of the same decision. */
    private static Head onlyOnce(Request request, Routes.Meaning meaning, long entry) {
        var own = request.head().without(List.of("idempotency-key"));
        return meaning.once() ? own.with("idempotency-key", "bailiwick-" + entry) : own;
    }

    private Loan borrow(ServiceKey key, Request request) throws Refused {
        try {
            return around.broker().borrow(key, tier(request));
        } catch (BackendUnavailable e) {
            throw Refused.denied("credential_unavailable", String.valueOf(e.getMessage()));
        }
    }

    private static Tier tier(Request request) {
        return request.reads() ? Tier.T1 : Tier.T3;
    }

    private boolean send(Request request, OutputStream client, Scrubber scrubber) throws IOException, Refused {
        try (SSLSocket socket = upstream.connect(to)) {
            var out = socket.getOutputStream();
            out.write(request.head(to));
            out.write(request.body());
            out.flush();
            return answer(request, socket.getInputStream(), client, scrubber);
        }
    }

    private static boolean answer(Request request, InputStream in, OutputStream client, Scrubber scrubber)
            throws IOException, Refused {
        var head = finalHead(in);
        if (head.one("content-encoding")
                .filter(coding -> !coding.equalsIgnoreCase("identity"))
                .isPresent()) throw Refused.away("the answer is encoded although it was asked not to be");
        int status = status(head);
        boolean bodiless = request.method().equals("HEAD") || status == 204 || status == 304;
        var framing = bodiless ? new Head.Framing.Length(0) : head.framing();
        boolean certain = !(framing instanceof Head.Framing.Unsaid);
        client.write(cleaned(head, scrubber)
                .with("connection", certain ? "keep-alive" : "close")
                .bytes());
        boolean more = Bodies.pass(in, client, framing, scrubber);
        client.flush();
        return more;
    }

    private static Head finalHead(InputStream in) throws IOException, Refused {
        while (true) {
            var head = Head.read(in).orElseThrow(() -> Refused.away("the service hung up"));
            if (status(head) >= 200) return head;
            if (status(head) == 101) throw Refused.away("the service wants another protocol");
        }
    }

    private static int status(Head head) throws Refused {
        if (!head.start().matches("HTTP/1\\.[01] [1-5][0-9]{2}( .*)?")) throw Refused.away("this is no answer");
        return Integer.parseInt(head.start().substring(9, 12));
    }

    private static Head cleaned(Head head, Scrubber scrubber) {
        var fields = head.without(List.of("connection", "keep-alive", "upgrade", "alt-svc")).fields().stream()
                .map(field -> new Head.Field(field.name(), scrubber.clean(field.value())))
                .toList();
        return new Head(scrubber.clean(head.start()), fields);
    }

    /** What the agent reads instead of an answer. */
    static byte[] refusal(Refused refused) {
        var json = Json.utf8(JsonObject.with("error", refused.code())
                .and("message", refused.sentence())
                .build());
        var head = "HTTP/1.1 " + refused.status() + " Refused by Bailiwick\r\ncontent-type: application/json\r\n"
                + "content-length: " + json.length + "\r\nconnection: close\r\n\r\n";
        byte[] bytes = java.util.Arrays.copyOf(
                head.getBytes(java.nio.charset.StandardCharsets.US_ASCII), head.length() + json.length);
        System.arraycopy(json, 0, bytes, head.length(), json.length);
        return bytes;
    }
}
