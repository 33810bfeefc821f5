package dev.bailiwick.console.rest;

import dev.bailiwick.core.people.Scope;
import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import java.util.Optional;

/** What a program is told. */
sealed interface Reply {
    /** Here it is. */
    record Good(JsonObject body) implements Reply {}

    /**
     * It is not done, and why (RFC 9457).
     *
     * @param type a stable word
     * @param challenge the header {@code WWW-Authenticate} (RFC 6750), where the token is the trouble
     */
    record Problem(int status, String type, String title, String detail, Optional<String> challenge) implements Reply {
        private static final String REALM = "Bearer realm=\"bailiwick\"";

        static Problem of(int status, String type, String title, String detail) {
            return new Problem(status, type, title, detail, Optional.empty());
        }

        private static Problem challenging(int status, String type, String title, String detail, String challenge) {
            return new Problem(status, type, title, detail, Optional.of(REALM + challenge));
        }

        static Problem noToken() {
            return challenging(
                    401,
                    "no-token",
                    "a token is needed",
                    "send Authorization: Bearer bwt_…; ./bailiwick tokens create makes one",
                    "");
        }

        static Problem badToken() {
            return challenging(
                    401,
                    "token-refused",
                    "the token does not count",
                    "it is unknown, expired or revoked, or its person left; ./bailiwick tokens list shows which there are",
                    ", error=\"invalid_token\"");
        }

        static Problem scope(Scope wanted) {
            String scope = Fields.spelling(wanted);
            return challenging(
                    403,
                    "scope-missing",
                    "the token does not reach so far",
                    "this needs the scope " + scope,
                    ", error=\"insufficient_scope\", scope=\"" + scope + "\"");
        }

        static Problem person() {
            return of(
                    403,
                    "needs-a-person",
                    "no token does this",
                    "an API token proves no person is there: do it in the console, where a passkey can answer");
        }

        static Problem malformed(String why) {
            return of(400, "malformed", "the request makes no sense", why);
        }

        JsonObject json() {
            return JsonObject.with("type", "urn:bailiwick:problem:" + type)
                    .and("title", title)
                    .and("status", JsonNumber.of(status))
                    .and("detail", Untrusted.visible(detail))
                    .build();
        }
    }
}
