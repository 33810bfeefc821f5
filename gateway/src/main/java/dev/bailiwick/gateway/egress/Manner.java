package dev.bailiwick.gateway.egress;

import dev.bailiwick.core.credential.Placement;
import dev.bailiwick.core.credential.ServiceKey;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.SessionId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** What one listener lets its client do, beyond what is true for all: an agent's programs, and each browser session. */
sealed interface Manner {
    /** The request as it may go on. */
    Request admitted(Destination to, Request request) throws Refused;

    /** The key that every request here is made with, without a handle. */
    Optional<ServiceKey> key();

    /** The answer's head as the client may have it. */
    Head answered(Head head);

    /** Under which session its actions are judged. */
    SessionId session(AgentId agent);

    /** How a handle, or the key of this listener, becomes the credential. */
    default Injection injection(ServiceKey key) {
        return new Injection(key.placement());
    }

    /** An agent's own programs: handles, and hosts on its list. */
    record Programs() implements Manner {
        @Override
        public Request admitted(Destination to, Request request) {
            return request;
        }

        @Override
        public Optional<ServiceKey> key() {
            return Optional.empty();
        }

        @Override
        public Head answered(Head head) {
            return head;
        }

        @Override
        public SessionId session(AgentId agent) {
            return new SessionId("egress:" + agent.value());
        }
    }

    /**
     * A browser that reads: GET and HEAD, nothing kept, nothing sent but short addresses, and no credential.
     *
     * @param told how many letters of addresses it has sent so far
     */
    record Research(String name, AtomicLong told) implements Manner {
        private static final List<String> OWN = List.of("cookie", "authorization", "x-api-key");

        /** Longer ones carry data; a page has short ones. */
        private static final int LONGEST_QUERY = 200;

        private static final int LONGEST_TARGET = 600;
        private static final int BUDGET = 64 * 1024;

        @Override
        public Request admitted(Destination to, Request request) throws Refused {
            boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
            if (!reads || !request.bodiless() || WebSocket.wanted(request.head()))
                throw Refused.denied(
                        "research_read_only", "a research session only reads: it sends no form and no file");
            if (request.handles() > 0) throw Refused.odd("handle_misplaced", "a research session has no credentials");
            int query = request.target().length() - request.path().length();
            if (query > LONGEST_QUERY || request.target().length() > LONGEST_TARGET)
                throw Refused.denied("research_address", "this address is too long for a research session");
            if (told.addAndGet(request.target().length()) > BUDGET)
                throw Refused.denied("research_budget", "this research session has told enough: open a new one");
            return request.with(request.head().without(OWN));
        }

        @Override
        public Optional<ServiceKey> key() {
            return Optional.empty();
        }

        @Override
        public Head answered(Head head) {
            return head.without(List.of("set-cookie"));
        }

        @Override
        public SessionId session(AgentId agent) {
            return new SessionId("research:" + name);
        }
    }

    /**
     * A browser that is signed in with one key, and goes to that key's host and nowhere else.
     *
     * @param answered whether anything was answered in it: before that its own profile holds no cookie
     */
    record SignedIn(String name, ServiceKey held, AtomicBoolean answered) implements Manner {
        SignedIn(String name, ServiceKey held) {
            this(name, held, new AtomicBoolean());
        }

        public SignedIn {
            boolean fits = held.placement().kind() == Placement.Kind.HEADER
                    || held.placement().kind() == Placement.Kind.BASIC;
            if (!fits) throw new IllegalArgumentException("a browser's key is put into a header, or is Basic");
        }

        @Override
        public Request admitted(Destination to, Request request) throws Refused {
            if (!held.isFor(to.host().text(), to.port()))
                throw Refused.denied(
                        "authenticated_session",
                        "this browser is signed in at " + held.host()
                                + " and goes nowhere else: open a research session");
            if (request.handles() > 0) throw Refused.odd("handle_misplaced", "this browser is signed in already");
            if (!answered.get() && !request.head().all("cookie").isEmpty())
                throw Refused.odd(
                        "profile_reused",
                        "this browser brings another session's cookies: start it with a fresh profile");
            return injection(held).standingIn(request);
        }

        @Override
        public Optional<ServiceKey> key() {
            return Optional.of(held);
        }

        /** Its cookies stay in its own profile. */
        @Override
        public Head answered(Head head) {
            answered.set(true);
            return head;
        }

        @Override
        public SessionId session(AgentId agent) {
            return new SessionId("browser:" + name);
        }

        @Override
        public Injection injection(ServiceKey key) {
            return new Injection(key.placement(), true);
        }
    }
}
