package dev.bailiwick.app.demo;

import dev.bailiwick.core.value.Untrusted;

/** The demo's lines, one an action: what it was, and what became of it. */
final class Screen {
    private final boolean colours = java.util.Optional.ofNullable(System.console())
                    .filter(java.io.Console::isTerminal)
                    .isPresent()
            && System.getenv("NO_COLOR") == null;

    void say(String text) {
        System.out.println(text);
    }

    void step(String word, String what, String why) {
        System.out.printf("  %s %-44s %s%n", coloured(word), clipped(Untrusted.visible(what)), Untrusted.visible(why));
    }

    private static String clipped(String text) {
        return text.length() <= 44 ? text : text.substring(0, 43) + "…";
    }

    private String coloured(String word) {
        String padded = "%-10s".formatted(word);
        if (!colours) return padded;
        return switch (word) {
            case "permitted" -> "\u001b[32m" + padded + "\u001b[0m";
            case "refused", "denied" -> "\u001b[31m" + padded + "\u001b[0m";
            default -> "\u001b[33m" + padded + "\u001b[0m";
        };
    }
}
