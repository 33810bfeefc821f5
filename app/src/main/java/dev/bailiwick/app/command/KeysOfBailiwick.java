package dev.bailiwick.app.command;

import dev.bailiwick.app.wiring.OwnKeys;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.secrets.sealedfile.Resealing;
import dev.bailiwick.tlog.FileAuditLog;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Bailiwick's own keys, not those that agents use. */
@Command(
        name = "keys",
        description = "Bailiwick's own keys: where they lie, how old they are, how they are changed",
        subcommands = {KeysOfBailiwick.Listing.class, KeysOfBailiwick.Rotate.class})
final class KeysOfBailiwick {
    @Command(name = "list", description = "each with its place, its age, who reads it and how it is changed")
    static final class Listing implements Callable<Integer> {
        @Mixin
        private DataOption data = new DataOption();

        @Mixin
        private OutputOption output = new OutputOption();

        @Override
        public Integer call() {
            output.print(new OwnKeys(data.folder(), InstantSource.system().instant()).list());
            return 0;
        }
    }

    @Command(name = "rotate", description = "put a fresh key in place; the server must be stopped")
    static final class Rotate implements Callable<Integer> {
        @Mixin
        private DataOption data = new DataOption();

        @Mixin
        private OutputOption output = new OutputOption();

        @Parameters(index = "0", paramLabel = "sealing|log", description = "which")
        private Which which = Which.sealing;

        /** Those that a command can change. */
        enum Which {
            sealing,
            log
        }

        /** A running server holds the log: then it is refused. The log says it before it is done. */
        @Override
        public Integer call() {
            try (var log = FileAuditLog.open(data.folder().log(), InstantSource.system())) {
                var body = JsonObject.with("what", "own-key-rotated").and("key", which.name());
                log.append(Event.of(
                        Event.Kind.REGISTER, new Actor.LocalAccount(System.getProperty("user.name")), body.build()));
                switch (which) {
                    case sealing -> Resealing.begin(data.folder().keys());
                    case log -> log.rotateKey();
                }
            }
            output.print(JsonObject.with("rotated", which.name()).build());
            return 0;
        }
    }
}
