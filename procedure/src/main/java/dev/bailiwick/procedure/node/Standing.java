package dev.bailiwick.procedure.node;

/** How a node stands, in the words that people read. */
public enum Standing {
    INVITED("invited"),
    INVITATION_OVER("invitation over"),
    HEARD("heard"),
    CUT_OFF("cut off");

    private final String words;

    Standing(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
