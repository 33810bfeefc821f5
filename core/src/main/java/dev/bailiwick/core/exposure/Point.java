package dev.bailiwick.core.exposure;

/** Something a compromise reaches. */
public sealed interface Point {
    /** How people call it. */
    String words();

    record AnAgent(String id) implements Point {
        @Override
        public String words() {
            return "agent " + id;
        }
    }

    record AHost(String id) implements Point {
        @Override
        public String words() {
            return "host " + id;
        }
    }

    record ACredential(String id) implements Point {
        @Override
        public String words() {
            return "credential " + id;
        }
    }

    record AnIntegration(String id) implements Point {
        @Override
        public String words() {
            return "integration " + id;
        }
    }

    /** A permission of one credential, or of whoever controls the whole integration; then the credential is empty. */
    record APermission(String integration, String credential, String scope) implements Point {
        @Override
        public String words() {
            return scope + " on " + integration;
        }
    }

    /** What nobody has stated: it counts as reached, with every power. */
    record TheUnknown(String integration, String what) implements Point {
        @Override
        public String words() {
            return "unknown: " + what + " (" + integration + ")";
        }
    }
}
