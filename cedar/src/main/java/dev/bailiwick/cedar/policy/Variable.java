package dev.bailiwick.cedar.policy;

/** The four parts of a request. */
public enum Variable {
    PRINCIPAL("principal"),
    ACTION("action"),
    RESOURCE("resource"),
    CONTEXT("context");

    private final String word;

    Variable(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
