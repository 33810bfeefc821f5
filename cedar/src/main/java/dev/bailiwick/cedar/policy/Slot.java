package dev.bailiwick.cedar.policy;

/** The places a template leaves open. */
public enum Slot {
    PRINCIPAL("?principal"),
    RESOURCE("?resource");

    private final String word;

    Slot(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
