package dev.bailiwick.app.command;

import dev.bailiwick.app.wiring.PolicyFiles;
import dev.bailiwick.app.wiring.PolicyFolder;
import dev.bailiwick.core.policy.Admission;
import dev.bailiwick.core.policy.PolicyDifference;
import dev.bailiwick.core.policy.PolicyText;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changing the policies. A draft is a folder with {@code own.cedar}, or other layers, and {@code cases.jsonl}. */
@Command(
        name = "policy",
        description = "check, try, publish and take back policies; a draft is a folder with own.cedar and cases.jsonl",
        subcommands = {
            Policies.Validate.class,
            Policies.Lint.class,
            Policies.Test.class,
            Policies.Diff.class,
            Policies.Examples.class,
            PolicyTemplates.ListAll.class,
            PolicyTemplates.Instantiate.class,
            Policies.ListAll.class,
            Policies.Propose.class,
            Policies.Publish.class,
            Policies.Rollback.class,
            Policies.Simulate.class,
            Policies.Reach.class
        })
final class Policies {
    private static final int NOT_ADMITTED = 8;

    /** A draft, over what ships. */
    static final class Draft {
        @Parameters(paramLabel = "DIR", description = "the draft's folder")
        private Path folder = Path.of(".");

        PolicyText text() {
            return PolicyFolder.read(folder, PolicyFiles.shipped());
        }
    }

    /** Works on files alone: says what is wrong with a draft. */
    abstract static class Checking implements Callable<Integer> {
        @Mixin
        protected Draft draft = new Draft();

        @Mixin
        protected OutputOption output = new OutputOption();

        /** Which checks count here; empty for all. */
        abstract List<String> checks();

        @Override
        public Integer call() {
            var text = draft.text();
            var report = PolicyFiles.admission().examine(text);
            var faults = report.faults().stream()
                    .filter(fault -> checks().isEmpty() || checks().contains(fault.check()))
                    .map(Admission.Fault::toString)
                    .toList();
            output.print(JsonObject.with("version", text.digest().hex())
                    .and("policies", JsonNumber.of(report.policies()))
                    .and("cases", JsonNumber.of(report.cases()))
                    .and("faults", JsonArray.ofStrings(faults))
                    .build());
            return faults.isEmpty() ? 0 : NOT_ADMITTED;
        }
    }

    @Command(name = "validate", description = "everything a version must pass to be published; needs no server")
    static final class Validate extends Checking {
        @Override
        List<String> checks() {
            return List.of();
        }
    }

    @Command(name = "lint", description = "annotations, and whether each request for approval can be met")
    static final class Lint extends Checking {
        @Override
        List<String> checks() {
            return List.of("sealed", "syntax", "annotations", "requestable");
        }
    }

    @Command(name = "test", description = "the golden cases, and the policies that no case is about")
    static final class Test implements Callable<Integer> {
        @Mixin
        private Draft draft = new Draft();

        @Mixin
        private OutputOption output = new OutputOption();

        @Override
        public Integer call() {
            var admission = PolicyFiles.admission();
            var text = draft.text();
            var report = admission.examine(text);
            var unproven = report.admitted() ? admission.unproven(text) : List.<String>of();
            output.print(JsonObject.with("cases", JsonNumber.of(report.cases()))
                    .and("policies", JsonNumber.of(report.policies()))
                    .and(
                            "faults",
                            JsonArray.ofStrings(report.faults().stream()
                                    .map(Admission.Fault::toString)
                                    .toList()))
                    .and("unproven", JsonArray.ofStrings(unproven))
                    .build());
            return report.admitted() ? 0 : NOT_ADMITTED;
        }
    }

    @Command(name = "diff", description = "which policies a draft adds, changes and removes, against what ships")
    static final class Diff implements Callable<Integer> {
        @Mixin
        private Draft draft = new Draft();

        @Mixin
        private OutputOption output = new OutputOption();

        @Override
        public Integer call() {
            output.print(
                    PolicyDifference.of(PolicyFiles.shipped(), draft.text()).json());
            return 0;
        }
    }

    @Command(name = "examples", description = "policies to start an own.cedar with")
    static final class Examples implements Callable<Integer> {
        @Override
        public Integer call() {
            System.out.print(PolicyFiles.examples());
            return 0;
        }
    }

    @Command(name = "list", description = "the version in force, and what became of every version")
    static final class ListAll extends Asking {
        @Override
        JsonObject request() {
            return JsonObject.with("verb", "policy.list").build();
        }
    }

    @Command(name = "propose", description = "put a draft forward; another person publishes it")
    static final class Propose extends Asking {
        @Mixin
        private Draft draft = new Draft();

        @Option(names = "--reason", required = true)
        private String reason = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "policy.propose")
                    .and("text", draft.text().json())
                    .and("reason", reason)
                    .build();
        }
    }

    /** A version that is there already, and why. */
    abstract static class Signing extends Asking {
        @Parameters(paramLabel = "VERSION", description = "its digest, as `policy list` shows it")
        private String version = "";

        @Option(names = "--reason", required = true)
        private String reason = "";

        abstract String verb();

        @Override
        JsonObject request() {
            return JsonObject.with("verb", verb())
                    .and("version", version)
                    .and("reason", reason)
                    .build();
        }
    }

    @Command(name = "publish", description = "put a proposed version into force; not by the one who proposed it")
    static final class Publish extends Signing {
        @Override
        String verb() {
            return "policy.publish";
        }
    }

    @Command(
            name = "rollback",
            description = "put an earlier version back into force; not by the one who published the present one")
    static final class Rollback extends Signing {
        @Override
        String verb() {
            return "policy.rollback";
        }
    }

    @Command(name = "simulate", description = "what a draft would have answered to what was tried before")
    static final class Simulate extends Asking {
        private static final Pattern DAYS = Pattern.compile("([1-9][0-9]{0,3})d");

        @Mixin
        private Draft draft = new Draft();

        @Option(names = "--since", description = "how far back, in days (default: ${DEFAULT-VALUE})")
        private String since = "30d";

        @Override
        JsonObject request() {
            var days = DAYS.matcher(since);
            if (!days.matches()) throw new IllegalArgumentException("--since is given in days, such as 30d");
            var back = Duration.ofDays(Integer.parseInt(days.group(1)));
            return JsonObject.with("verb", "policy.simulate")
                    .and("text", draft.text().json())
                    .and("since", JsonNumber.of(back.toSeconds()))
                    .build();
        }
    }

    @Command(
            name = "reach",
            description =
                    "what an agent can do unattended: every verb, target and tier that is permitted without a person")
    static final class Reach extends Asking {
        @Parameters(paramLabel = "AGENT")
        private String agent = "";

        @Option(names = "--with", paramLabel = "DIR", description = "a draft: show what it adds and takes away")
        private Optional<Path> draft = Optional.empty();

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "policy.reach")
                    .and("agent", agent)
                    .and(
                            "text",
                            draft.map(folder -> PolicyFolder.read(folder, PolicyFiles.shipped())
                                    .json()))
                    .build();
        }
    }
}
