package dev.bailiwick.app.wiring;

import dev.bailiwick.core.register.LabelSource;
import dev.bailiwick.core.register.Labels;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.BiConsumer;

/** The labels that another system writes into a file. While they cannot be read, everything bears every label. */
final class LabelFile {
    private static final long LARGEST = 4 << 20;

    private final CurrentFacts facts;
    private final BiConsumer<String, String> alert;
    private final InstantSource clock;

    LabelFile(CurrentFacts facts, BiConsumer<String, String> alert, InstantSource clock) {
        this.facts = facts;
        this.alert = alert;
        this.clock = clock;
    }

    /** Reads the file anew, when there is one. */
    void look() {
        facts.now().network().labelSource().ifPresent(this::look);
    }

    private void look(LabelSource source) {
        var read = read(source);
        var before = facts.now().network().labels();
        facts.change(now -> now.labelling(read));
        if (before.readable() && !read.readable()) {
            alert.accept(
                    "labels-unreadable",
                    "the labels cannot be read or are older than " + source.maxAge()
                            + ", so everything inside counts as bearing every label");
        }
    }

    private Labels read(LabelSource source) {
        try {
            var path = Path.of(source.file());
            var written = Files.getLastModifiedTime(path).toInstant();
            boolean stale = written.plus(source.maxAge()).isBefore(clock.instant());
            if (stale || Files.size(path) > LARGEST) return Labels.UNREADABLE;
            var fields = Fields.of(Json.parseObject(Files.readAllBytes(path), JsonLimits.FILE));
            if (!fields.has("labels")) return Labels.UNREADABLE;
            var labels = Labels.of(fields.list("labels"));
            fields.end();
            return labels;
        } catch (IOException | RuntimeException e) {
            // whatever it is: who does not know what is on hold deletes nothing
            return Labels.UNREADABLE;
        }
    }
}
