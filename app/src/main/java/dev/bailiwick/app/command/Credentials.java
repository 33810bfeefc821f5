package dev.bailiwick.app.command;

import dev.bailiwick.app.control.ControlClient;
import dev.bailiwick.app.wiring.OfflineStop;
import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What agents use and never see. A value comes in by standard input alone and never out. */
@Command(
        name = "credentials",
        description = "the credentials that agents use and never see",
        subcommands = {
            Credentials.Listing.class,
            Credentials.Age.class,
            Credentials.Connect.class,
            Credentials.Add.class,
            Credentials.Rotate.class,
            Credentials.History.class,
            Credentials.Revoke.class,
            Credentials.Confirm.class,
            CredentialsExport.class,
            CredentialsFind.class
        })
final class Credentials {
    private static final int LONGEST = 16_384;

    private static String value() {
        try {
            byte[] bytes = System.in.readNBytes(LONGEST);
            var text = new String(bytes, StandardCharsets.UTF_8).strip();
            if (text.isEmpty() || bytes.length == LONGEST)
                throw new Refusal(2, "give the credential on standard input, such as `... < file`");
            return text;
        } catch (IOException e) {
            throw new Refusal("standard input cannot be read: " + e.getMessage());
        }
    }

    @Command(name = "list", description = "each with its agent, its host, its age and when it is due")
    static class Listing extends Asking {
        @Override
        JsonObject request() {
            return JsonObject.with("verb", "credentials.list").build();
        }
    }

    @Command(name = "age", description = "the same: how old each is, and what is overdue")
    static final class Age extends Listing {}

    /** What putting a value in takes, the first one and the next. */
    static final class Sealing {
        @Parameters(index = "0", paramLabel = "NAME")
        private String name = "";

        @Option(names = "--steps", description = "how a person revokes this value where it was made")
        private String steps = "";

        boolean brings() {
            return !steps.isBlank();
        }

        JsonObject.Builder named(String verb) {
            return JsonObject.with("verb", verb).and("name", name);
        }

        JsonObject.Builder valued(String verb) {
            if (steps.isBlank()) throw new Refusal(2, "say with --steps how a person revokes it where it was made");
            return named(verb).and("steps", steps).and("value", value());
        }
    }

    @Command(name = "connect", description = "connect a backend; its settings come by standard input, as JSON")
    static final class Connect extends Asking {
        @Parameters(index = "0", paramLabel = "NAME")
        private String name = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "credentials.connect")
                    .and("name", name)
                    .and("settings", settings())
                    .build();
        }

        private static JsonObject settings() {
            try {
                return Json.parseObject(value());
            } catch (JsonException _) {
                // its message would quote a secret
                throw new Refusal(2, "the settings on standard input are no JSON object");
            }
        }
    }

    @Command(name = "add", description = "give an agent a credential, and print the handle that it gets instead")
    static final class Add extends Asking {
        @Mixin
        private Sealing sealing = new Sealing();

        @Option(names = "--agent", required = true, description = "whose it is: nobody else's handle opens it")
        private String agent = "";

        @Option(names = "--host", required = true, description = "the one host it is for, such as api.example.com")
        private String host = "";

        @Option(
                names = "--from",
                paramLabel = "BACKEND/NAME",
                description = "made by a connected backend for each use; without it a value is sealed here")
        private String from = "";

        @Option(
                names = "--in",
                paramLabel = "header:NAME|query:NAME|path|basic:USER|aws-sigv4:REGION.SERVICE",
                description = "where the service wants it (default: ${DEFAULT-VALUE})")
        private String place = "header:authorization";

        @Option(names = "--urgency", description = "cloud, payment, destructive or rest (default: ${DEFAULT-VALUE})")
        private String urgency = "rest";

        @Option(names = "--days", description = "rotate after so many days (default: what its urgency asks)")
        private int days;

        @Override
        JsonObject request() {
            int colon = place.indexOf(':');
            var request = from.isEmpty()
                    ? sealing.valued("credentials.add")
                    : sealing.named("credentials.add").and("from", from);
            request.and("agent", agent)
                    .and("host", host)
                    .and("placement", colon < 0 ? place : place.substring(0, colon))
                    .and("urgency", urgency);
            if (colon >= 0) request.and("placeName", place.substring(colon + 1));
            if (days > 0) request.and("days", JsonNumber.of(days));
            return request.build();
        }
    }

    @Command(
            name = "rotate",
            description =
                    "make a new credential, try it, switch to it, end the old one; with --steps a value that a person"
                            + " brings comes by standard input, and the old one goes to a person to end")
    static final class Rotate extends Asking {
        @Mixin
        private Sealing sealing = new Sealing();

        @Override
        JsonObject request() {
            return (sealing.brings() ? sealing.valued("credentials.rotate") : sealing.named("credentials.rotate"))
                    .build();
        }
    }

    @Command(name = "history", description = "the rotations of a key, the newest first")
    static final class History extends Asking {
        @Parameters(index = "0", paramLabel = "NAME")
        private String name = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "credentials.history")
                    .and("name", name)
                    .build();
        }
    }

    @Command(name = "revoke", description = "close the border, then end credentials where they were made")
    static final class Revoke extends Asking {
        @Parameters(index = "0", arity = "0..1", paramLabel = "NAME")
        private String name = "";

        @Option(names = "--agent", description = "every credential of this agent")
        private String agent = "";

        @Option(names = "--all", description = "every credential of every agent")
        private boolean all;

        @Option(names = "--reason", required = true, description = "why")
        private String reason = "";

        /** Ending waits for no server; one key by its name is known to the server alone. */
        @Override
        public Integer call() {
            try {
                return super.call();
            } catch (ControlClient.ServerAway e) {
                if (!name.isEmpty() || (agent.isEmpty() && !all)) throw e;
                var wanted = agent.isEmpty() ? Optional.<AgentId>empty() : Optional.of(new AgentId(agent));
                output.print(new OfflineStop(data.folder()).revoke(wanted, reason));
                return 0;
            }
        }

        @Override
        JsonObject request() {
            var request = JsonObject.with("verb", "credentials.revoke").and("reason", reason);
            if (!name.isEmpty()) request.and("name", name);
            else if (!agent.isEmpty()) request.and("agent", agent);
            else request.and("all", all);
            return request.build();
        }
    }

    @Command(name = "confirm", description = "say that a credential was ended where it was made")
    static final class Confirm extends Asking {
        @Parameters(index = "0", paramLabel = "LEASE")
        private String lease = "";

        @Option(names = "--evidence", required = true, description = "what you saw that proves it")
        private String evidence = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "credentials.confirm")
                    .and("lease", lease)
                    .and("evidence", evidence)
                    .build();
        }
    }
}
