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
import dev.bailiwick.procedure.mail.MailAway;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One request of an agent, from what was read to an answer: which key, what it means, whether it may, the credential put in,
 * sent on, the answer without it.
 */
final class Exchange {
    /** A WebSocket without a credential is opened anew after this. */
    private static final Duration LONGEST_TALK = Duration.ofHours(1);

    private final EgressProxy.Surroundings around;
    private final Destination to;
    private final EgressProxy.Ways ways;

    Exchange(EgressProxy.Surroundings around, Destination to, EgressProxy.Ways ways) {
        this.around = around;
        this.to = to;
        this.ways = ways;
    }

    /** Returns whether another request may follow. */
    boolean run(Request asked, WebSocket.Client client) throws IOException, Refused {
        var request = around.manner().admitted(to, asked);
        var key = around.manner().key().isPresent() ? around.manner().key() : key(request);
        if (key.isEmpty() && MailDoor.is(to))
            throw Refused.denied("egress_denied", "a mailbox is opened by its handle");
        if (key.isEmpty() && !around.listed().test(to.host(), to.port()))
            throw Refused.denied("egress_denied", "this host is on no list of yours");
        var meaning = around.routes().of(to, request);
        boolean socket = WebSocket.wanted(request.head());
        if (socket && !meaning.socket())
            throw Refused.denied("websocket_refused", "no operation that is known opens a WebSocket here");
        if (MailDoor.is(to)) MailDoor.admit(request, meaning.arguments());
        var attempt = attempt(meaning);
        var permit = permitted(attempt);
        var once = request.with(onlyOnce(request, meaning, permit.entry()));
        if (key.isEmpty()) {
            var until = ways.clock().instant().plus(LONGEST_TALK);
            return passed(
                    once, new Connections.Purpose(to, ""), Scrubber.none(), new Way(attempt, socket, until, client));
        }
        var loan = borrow(key.get(), permit.tier(), attempt);
        try {
            if (MailDoor.is(to)) return mailed(once, meaning, loan, new Way(attempt, socket, Instant.MAX, client));
            var place = around.manner().injection(key.get());
            var handle = place.handle(request).orElseThrow();
            var injected = place.put(once, handle, loan.secret(), to, ways.clock());
            var purpose = new Connections.Purpose(to, loan.lease().id());
            var way = new Way(attempt, socket, loan.lease().expires(), client);
            return passed(injected, purpose, Scrubber.of(place.echoes(loan.secret())), way);
        } finally {
            around.broker().giveBack(loan, permit.tier());
        }
    }

    /** @param until when a WebSocket ends at the latest */
    private record Way(Attempt attempt, boolean socket, Instant until, WebSocket.Client client) {}

    private boolean passed(Request request, Connections.Purpose purpose, Scrubber scrubber, Way way)
            throws IOException, Refused {
        if (!way.socket())
            return new Sending(ways.connections(), ways.outcomes(), way.attempt(), around.manner())
                    .send(request, purpose, scrubber, way.client().out());
        new WebSocket(ways.connections(), ways.outcomes(), way.attempt(), () -> requireTime(way.until()))
                .run(request, purpose, scrubber, way.client());
        return false;
    }

    /** What nobody knows the end of is not reported, and stays visible as unknown. */
    private boolean mailed(Request request, Routes.Meaning meaning, Loan loan, Way way) throws IOException, Refused {
        try {
            Runnable found = () -> ways.outcomes().foundKey(way.attempt(), to);
            byte[] answer = new MailDoor(ways.mail()).answer(request, meaning.arguments(), loan.secret(), found);
            ways.outcomes().answered(way.attempt(), 200, answer.length);
            way.client().out().write(answer);
            way.client().out().flush();
            return true;
        } catch (MailAway e) {
            var refused = Refused.away(String.valueOf(e.getMessage()));
            if (e.nothingDone()) ways.outcomes().neverSent(way.attempt(), refused);
            throw refused;
        } catch (Refused refused) {
            ways.outcomes().neverSent(way.attempt(), refused);
            throw refused;
        }
    }

    private void requireTime(Instant until) throws Refused {
        around.requireOpen();
        if (!ways.clock().instant().isBefore(until)) throw Refused.denied("lease_over", "its lease is over");
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

    private Attempt attempt(Routes.Meaning meaning) {
        return new Attempt(
                around.agent(),
                around.session(),
                Optional.empty(),
                Optional.of(ways.call()),
                meaning.tool(),
                meaning.arguments(),
                Origin.UNKNOWN,
                Optional.empty());
    }

    private Verdict.Permit permitted(Attempt attempt) throws Refused {
        return switch (around.enforcer().enforce(attempt, around.hold())) {
            case Verdict.Permit permit -> permit;
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

    private Loan borrow(ServiceKey key, Tier tier, Attempt attempt) throws Refused {
        try {
            return around.broker().borrow(key, tier);
        } catch (BackendUnavailable e) {
            var refused = Refused.denied("credential_unavailable", String.valueOf(e.getMessage()));
            ways.outcomes().neverSent(attempt, refused);
            throw refused;
        }
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
