package dev.bailiwick.procedure.testing;

import dev.bailiwick.core.policy.Admission;
import dev.bailiwick.core.policy.PolicyText;
import dev.bailiwick.core.policy.Rulebook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The policies as they ship. */
public final class ShippedPolicies {
    public static final PolicyText TEXT = PolicyText.shipped(ShippedPolicies::resource);
    public static final Rulebook RULES = Rulebook.of(TEXT);

    private ShippedPolicies() {}

    public static Admission admission() {
        return new Admission(TEXT, resource(Admission.FIXTURE), resource(Admission.GOLDEN));
    }

    private static String resource(String name) {
        try (var stream = Objects.requireNonNull(PolicyText.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
