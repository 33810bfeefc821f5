package dev.bailiwick.app.command;

import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which agent may use which system, who asked, and who stands by it. */
@Command(
        name = "integrations",
        description = {
            "ask for a system an agent is to use, and approve, refuse or retire it",
            "With `register: required` in bailiwick.yaml, what is not approved here is refused at the gate."
        },
        subcommands = {
            Integrations.Request.class,
            Integrations.Show.class,
            Integrations.List.class,
            Integrations.Approve.class,
            Integrations.Refuse.class,
            Integrations.Narrow.class,
            Integrations.Retire.class
        })
final class Integrations {
    private static String day(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant().toString();
    }

    @Command(
            name = "request",
            description = "ask for a system; what is left out comes from its guide (`./bailiwick guides SYSTEM`)")
    static final class Request extends Asking {
        @Parameters(paramLabel = "SYSTEM", description = "a guide's name, or your own name for a system without one")
        private String system = "";

        @Option(names = "--agent", required = true, paramLabel = "AGENT")
        private String agent = "";

        @Option(names = "--justification", required = true, description = "which work it is for, and why it needs this")
        private String justification = "";

        @Option(
                names = "--permission",
                paramLabel = "SCOPE",
                split = ",",
                description = "exactly these; the guide's minimal ones when left out")
        private java.util.List<String> permissions = new ArrayList<>();

        @Option(
                names = "--operation",
                paramLabel = "OPERATION",
                split = ",",
                description = "operations or tools; those of the permissions when left out")
        private java.util.List<String> operations = new ArrayList<>();

        @Option(
                names = "--class",
                paramLabel = "CLASS",
                split = ",",
                description = "what may go there; the guide's classes of data when left out")
        private java.util.List<String> classes = new ArrayList<>();

        @Option(
                names = "--safeguard",
                required = true,
                paramLabel = "CONTROL",
                split = ",",
                description = "controls in place: gate, rotation, approval, broker, confinement, watch, egress")
        private java.util.List<String> safeguards = new ArrayList<>();

        @ArgGroup(exclusive = false, multiplicity = "1")
        private Three owners = new Three();

        @Option(
                names = "--until",
                required = true,
                paramLabel = "DAY",
                description = "the first day it is refused again")
        private LocalDate until = LocalDate.EPOCH;

        @Override
        JsonObject request() {
            var request = JsonObject.with("verb", "integrations.request")
                    .and("system", system)
                    .and("agent", agent)
                    .and("justification", justification)
                    .and("safeguards", JsonArray.ofStrings(safeguards))
                    .and("owners", owners.json())
                    .and("until", day(until));
            if (!permissions.isEmpty()) request.and("permissions", JsonArray.ofStrings(permissions));
            if (!operations.isEmpty()) request.and("operations", JsonArray.ofStrings(operations));
            if (!classes.isEmpty()) request.and("data", JsonArray.ofStrings(classes));
            return request.build();
        }
    }

    /** Who answers for it. */
    static final class Three {
        @Option(names = "--security", required = true, paramLabel = "PERSON", description = "its owner for Security")
        private String security = "";

        @Option(names = "--it", required = true, paramLabel = "PERSON", description = "its owner for IT")
        private String it = "";

        @Option(names = "--business", required = true, paramLabel = "PERSON", description = "its owner for Business")
        private String business = "";

        JsonObject json() {
            return JsonObject.with("security", security)
                    .and("it", it)
                    .and("business", business)
                    .build();
        }
    }

    @Command(name = "list", description = "what waits and what is approved, the oldest request first")
    static final class List extends Asking {
        @Option(names = "--all", description = "refused and retired ones too, newest first")
        private boolean all;

        @Option(names = "--page", description = "which page, counted from 0")
        private int page;

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "integrations.list")
                    .and("all", new JsonBoolean(all))
                    .and("page", JsonNumber.of(page))
                    .build();
        }
    }

    @Command(name = "show", description = "one of them: what was asked, what it would change, who accepted")
    static final class Show extends Asking {
        @Parameters(paramLabel = "INTEGRATION")
        private String id = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "integrations.show").and("id", id).build();
        }
    }

    @Command(
            name = "approve",
            description = "accept it as the owner for your function; it counts when all three owners have")
    static final class Approve extends Asking {
        @Parameters(paramLabel = "INTEGRATION")
        private String id = "";

        @Option(names = "--remark", description = "for whoever reads it later")
        private String remark = "";

        @Option(
                names = "--exception-until",
                paramLabel = "DAY",
                description = "Security: although safeguards are missing it may stand until then, at most 90 days")
        private Optional<LocalDate> exception = Optional.empty();

        @Override
        JsonObject request() {
            var request = JsonObject.with("verb", "integrations.approve")
                    .and("id", id)
                    .and("remark", remark);
            exception.ifPresent(date -> request.and("exception", day(date)));
            return request.build();
        }
    }

    @Command(name = "refuse", description = "say no to a request")
    static final class Refuse extends Ending {
        Refuse() {
            super("integrations.refuse");
        }
    }

    @Command(name = "retire", description = "end an approved one: from then on it is refused")
    static final class Retire extends Ending {
        Retire() {
            super("integrations.retire");
        }
    }

    @Command(name = "narrow", description = "less of it, from now on; more is asked for anew")
    static final class Narrow extends Asking {
        @Parameters(paramLabel = "INTEGRATION")
        private String id = "";

        @Option(names = "--permission", paramLabel = "SCOPE", split = ",", description = "only these are left")
        private java.util.List<String> permissions = new ArrayList<>();

        @Option(names = "--operation", paramLabel = "OPERATION", split = ",", description = "only these are left")
        private java.util.List<String> operations = new ArrayList<>();

        @Option(
                names = "--class",
                paramLabel = "CLASS",
                split = ",",
                description = "only these classes of data are left")
        private java.util.List<String> classes = new ArrayList<>();

        @Option(names = "--until", paramLabel = "DAY", description = "an earlier last day")
        private Optional<LocalDate> until = Optional.empty();

        @Option(names = "--reason", required = true, description = "why")
        private String reason = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "integrations.narrow")
                    .and("id", id)
                    .and("permissions", stated(permissions))
                    .and("operations", stated(operations))
                    .and("data", stated(classes))
                    .and("until", until.map(day -> new JsonString(day(day))))
                    .and("reason", reason)
                    .build();
        }

        private static Optional<JsonArray> stated(java.util.List<String> names) {
            return Optional.of(names).filter(list -> !list.isEmpty()).map(JsonArray::ofStrings);
        }
    }

    /** What ends one says why. */
    abstract static class Ending extends Asking {
        private final String verb;

        @Parameters(paramLabel = "INTEGRATION")
        private String id = "";

        @Option(names = "--reason", required = true, description = "why")
        private String reason = "";

        Ending(String verb) {
            this.verb = verb;
        }

        @Override
        JsonObject request() {
            return JsonObject.with("verb", verb)
                    .and("id", id)
                    .and("reason", reason)
                    .build();
        }
    }
}
