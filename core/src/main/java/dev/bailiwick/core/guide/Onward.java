package dev.bailiwick.core.guide;

/** Where a permission leads beyond its own system. */
public enum Onward {
    /** What is written there is built and run by a pipeline. */
    CI("the pipeline that builds what is written there"),
    /** Passwords of other systems are reset through it. */
    ACCOUNTS("every account whose password is reset there"),
    /** Credentials of other systems lie there. */
    SECRETS("every credential that lies there"),
    /** It commands machines. */
    MACHINES("every machine it commands");

    private final String words;

    Onward(String words) {
        this.words = words;
    }

    /** What it is, in a sentence. */
    public String words() {
        return words;
    }
}
