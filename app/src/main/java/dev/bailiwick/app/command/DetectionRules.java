package dev.bailiwick.app.command;

import dev.bailiwick.app.detection.Detections;
import dev.bailiwick.app.wiring.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The Sigma rules that ship. */
@Command(
        name = "detections",
        description = "Sigma rules on the log's entries, and a dashboard",
        subcommands = {DetectionRules.Listing.class, DetectionRules.Test.class, DetectionRules.Export.class})
final class DetectionRules {
    @Command(name = "list", description = "each rule with its level")
    static final class Listing implements Callable<Integer> {
        @Override
        public Integer call() {
            Detections.shipped()
                    .forEach(each -> System.out.printf(
                            "%-24s %-9s %s%n",
                            each.name(), each.rule().level(), each.rule().title()));
            return 0;
        }
    }

    @Command(name = "test", description = "run each rule on the event it must find and on one it must not")
    static final class Test implements Callable<Integer> {
        @Override
        public Integer call() {
            var unsound = Detections.shipped().stream()
                    .filter(each -> !each.sound())
                    .map(each -> each.name())
                    .toList();
            if (!unsound.isEmpty()) throw new Refusal(3, "rules that do not do what their events say: " + unsound);
            System.out.println(Detections.shipped().size() + " rules, each with a firing and a silent event: sound");
            return 0;
        }
    }

    @Command(name = "export", description = "write the rules and the dashboard into a folder")
    static final class Export implements Callable<Integer> {
        @Parameters(paramLabel = "DIR")
        private Path folder = Path.of("");

        @Override
        public Integer call() {
            try {
                Files.createDirectories(folder);
                for (var each : Detections.shipped())
                    Files.writeString(folder.resolve(each.name() + ".yml"), each.yaml());
                Files.writeString(folder.resolve("dashboard.xml"), Detections.dashboard());
            } catch (IOException e) {
                throw new Refusal("cannot write into " + folder + ": " + e.getMessage());
            }
            return 0;
        }
    }
}
