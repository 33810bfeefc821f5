package dev.bailiwick.core.detection;

import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a skill, a plugin or a tool description before it is installed: what its words ask of the agent, what its code and
 * commands would do, and whether its name imitates another. Immutable; built once from data files.
 */
public final class SkillCheck {
    /** The data file about behaviour, shipped as a resource beside this class. */
    public static final List<String> FILES = List.of("behaviour.json");

    /** The data file about names. */
    public static final String NAMES = "names.json";

    private final Screen words;
    private final Screen behaviour;
    private final Imitation imitation;

    private SkillCheck(Screen words, Screen behaviour, Imitation imitation) {
        this.words = words;
        this.behaviour = behaviour;
        this.imitation = imitation;
    }

    /** @throws dev.bailiwick.json.JsonException naming the file's member that is wrong */
    public static SkillCheck of(Screen words, List<JsonObject> behaviour, JsonObject names) {
        return new SkillCheck(words, Screen.of(behaviour), Imitation.of(names));
    }

    /** @param path where it would be installed, or its name */
    public Admission check(String path, String text) {
        var said = words.screen(text);
        var done = behaviour.screen(text);
        List<Excerpt> reasons = new ArrayList<>();
        if (done.signal() != Signal.NONE) reasons.addAll(done.excerpts());
        if (said.signal() != Signal.NONE) reasons.addAll(said.excerpts());
        imitation.in(path, text).ifPresent(name -> reasons.add(new Excerpt("name.imitates", new Untrusted(name))));
        Encoded.address(text).ifPresent(url -> reasons.add(new Excerpt("code.hidden-address", new Untrusted(url))));
        return new Admission(answer(said, done, reasons), Digest.of(text), reasons);
    }

    private static Admission.Answer answer(Screening said, Screening done, List<Excerpt> reasons) {
        if (said.signal() == Signal.HOSTILE || done.signal() == Signal.HOSTILE) return Admission.Answer.DENY;
        return reasons.isEmpty() ? Admission.Answer.ALLOW : Admission.Answer.APPROVE;
    }
}
