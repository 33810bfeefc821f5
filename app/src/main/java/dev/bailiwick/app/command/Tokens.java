package dev.bailiwick.app.command;

import dev.bailiwick.core.people.Scope;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What people's programs present to the HTTP API. */
@Command(
        name = "tokens",
        description = {
            "API tokens: what your programs present to the HTTP API under /v1 of the console's address",
            "A token does no more than you may, of that only its scopes, and never approves or denies anything."
        },
        subcommands = {Tokens.Make.class, Tokens.All.class, Tokens.Revoke.class})
final class Tokens {
    /** The words that {@code --scope} takes. */
    static final class Scopes implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.of(Scope.values()).map(Fields::spelling).iterator();
        }
    }

    @Command(name = "create", description = "make one; its value is printed once and kept nowhere")
    static final class Make extends Asking {
        @Parameters(paramLabel = "NAME", description = "what it is for")
        private String name = "";

        @Option(
                names = "--scope",
                paramLabel = "SCOPE",
                required = true,
                split = ",",
                completionCandidates = Scopes.class,
                description = "what it opens, any of: ${COMPLETION-CANDIDATES}")
        private List<String> scopes = List.of();

        @Option(names = "--days", description = "how long it lives, 1 to 90 days (default: ${DEFAULT-VALUE})")
        private int days = 30;

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "tokens.create")
                    .and("name", name)
                    .and("scopes", JsonArray.ofStrings(scopes))
                    .and("days", JsonNumber.of(days))
                    .build();
        }
    }

    @Command(name = "list", description = "everybody's tokens, newest first: scopes, end, last use")
    static final class All extends Asking {
        @Override
        JsonObject request() {
            return JsonObject.with("verb", "tokens.list").build();
        }
    }

    @Command(name = "revoke", description = "end one at once: your own, or anybody's if you may stop things")
    static final class Revoke extends Asking {
        @Parameters(paramLabel = "TOKEN", description = "its name, such as token-0a1b2c3d4e5f6a7b")
        private String token = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "tokens.revoke").and("id", token).build();
        }
    }

    private Tokens() {}
}
