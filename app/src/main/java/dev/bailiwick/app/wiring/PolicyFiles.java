package dev.bailiwick.app.wiring;

import dev.bailiwick.core.policy.Admission;
import dev.bailiwick.core.policy.PolicyText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The policies, as they ship, and what admits others. */
public final class PolicyFiles {
    private PolicyFiles() {}

    public static PolicyText shipped() {
        return PolicyText.shipped(PolicyFiles::read);
    }

    public static Admission admission() {
        return new Admission(shipped(), read(Admission.FIXTURE), read(Admission.GOLDEN));
    }

    /** Policies to start with, for people to read. */
    public static String examples() {
        return read("templates.cedar");
    }

    private static String read(String name) {
        try (var file = PolicyText.class.getResourceAsStream(name)) {
            if (file == null)
                throw new IllegalStateException("the policy file " + name + " is missing from the program");
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the policy file " + name + " cannot be read", e);
        }
    }
}
