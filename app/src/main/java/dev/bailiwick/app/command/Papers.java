package dev.bailiwick.app.command;

import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.core.register.Pack;
import dev.bailiwick.core.register.Paper;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The organisation's own papers of governance. */
@Command(
        name = "papers",
        description = {
            "what people are held to: put forward by one person, put into force by another, read by every owner",
            "While an owner is late with acceptable-use, their agents get no new integration."
        },
        subcommands = {
            Papers.ListAll.class,
            Papers.Show.class,
            Papers.Propose.class,
            Papers.Publish.class,
            Papers.Acknowledge.class,
            Papers.Readings.class
        })
final class Papers {
    @Command(name = "list", description = "what is in force")
    static final class ListAll extends Asking {
        @Override
        JsonObject request() {
            return JsonObject.with("verb", "papers.list").build();
        }
    }

    @Command(name = "readings", description = "each owner with what they acknowledged and what is open or overdue")
    static final class Readings extends Asking {
        @Option(names = "--open", description = "only what nobody acknowledged yet")
        private boolean open;

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "papers.readings")
                    .and("open", new JsonBoolean(open))
                    .build();
        }
    }

    @Command(name = "propose", description = "put a text forward; changes nothing yet")
    static final class Propose extends Asking {
        @Parameters(index = "0", paramLabel = "NAME", description = "acceptable-use, or another paper's name")
        private String name = "";

        @Parameters(index = "1", paramLabel = "FILE", description = "its text, such as `policy instantiate` writes it")
        private Path file = Path.of("");

        @Option(names = "--class", paramLabel = "PACK", description = "of agents it is for (default: every agent)")
        private Optional<Pack> pack = Optional.empty();

        @Option(names = "--days", description = "within which owners acknowledge it (default: ${DEFAULT-VALUE})")
        private int days = 14;

        @Option(names = "--reason", required = true, description = "why")
        private String reason = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "papers.propose")
                    .and("paper", new Paper(name, pack, days, read(file)).json())
                    .and("reason", reason)
                    .build();
        }

        private static String read(Path file) {
            try {
                return Files.readString(file);
            } catch (CharacterCodingException e) {
                throw new Refusal(2, file + " is not UTF-8 text");
            } catch (IOException e) {
                throw new Refusal(2, "cannot read " + file);
            }
        }
    }

    /** What is done to one version. */
    abstract static class OfVersion extends Asking {
        private final String verb;

        @Parameters(paramLabel = "VERSION", description = "the digest that `propose` printed")
        private String version = "";

        OfVersion(String verb) {
            this.verb = verb;
        }

        @Override
        JsonObject request() {
            return JsonObject.with("verb", verb).and("version", version).build();
        }
    }

    @Command(name = "show", description = "the text of a version")
    static final class Show extends OfVersion {
        Show() {
            super("papers.show");
        }
    }

    @Command(name = "acknowledge", description = "as an owner: you read exactly this")
    static final class Acknowledge extends OfVersion {
        Acknowledge() {
            super("papers.acknowledge");
        }
    }

    @Command(name = "publish", description = "put a version into force that somebody else put forward")
    static final class Publish extends OfVersion {
        @Option(names = "--reason", required = true, description = "why")
        private String reason = "";

        Publish() {
            super("papers.publish");
        }

        @Override
        JsonObject request() {
            return super.request().plus("reason", new JsonString(reason));
        }
    }
}
