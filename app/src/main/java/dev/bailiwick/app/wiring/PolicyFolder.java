package dev.bailiwick.app.wiring;

import dev.bailiwick.core.policy.Layer;
import dev.bailiwick.core.policy.PolicyText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A draft in a folder: {@code own.cedar} and other layers over what ships, and {@code cases.jsonl}. */
public final class PolicyFolder {
    private static final String CASES = "cases.jsonl";

    private PolicyFolder() {}

    /** @throws Refusal when there is no such folder, or nothing of a draft in it */
    public static PolicyText read(Path folder, PolicyText base) {
        var draft = base;
        boolean any = false;
        for (Layer layer : Layer.values()) {
            var file = folder.resolve(layer.file());
            if (!Files.isRegularFile(file)) continue;
            draft = draft.with(layer, text(file));
            any = true;
        }
        var cases = folder.resolve(CASES);
        if (Files.isRegularFile(cases)) draft = draft.withCases(text(cases));
        if (!any && draft.equals(base))
            throw new Refusal(
                    2,
                    "there is neither own.cedar nor another layer in " + folder
                            + ": `policy examples` shows how one looks");
        return draft;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new Refusal("cannot read " + file + ": " + e.getMessage());
        }
    }
}
