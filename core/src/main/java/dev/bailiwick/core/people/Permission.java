package dev.bailiwick.core.people;

/** What a person may do here. What opens something is given by a role; what closes is given to nearly everybody. */
public enum Permission {
    READ("read everything here"),
    STOP("deny, withdraw, freeze and stop"),
    APPROVE("approve a request"),
    APPROVE_OWN("approve alone what their own agent asks in pilot"),
    BREAK_GLASS("break the glass: approve alone for an hour, and be reviewed"),
    LIFT("lift a freeze"),
    REVIEW("review what was done"),
    PLAN_CHANGES("open and close change tickets"),
    CONNECT_AGENTS("connect an agent again"),
    MOVE_AGENTS("move an agent on the ladder"),
    OPEN_PRODUCTION("open production for an agent"),
    CLASSIFY_TOOLS("put a tool into a tier"),
    OPEN_CREDENTIALS("add and rotate credentials"),
    PUBLISH_POLICY("publish policies"),
    ACCEPT_DIFFERENCES("accept a difference between store and log"),
    HOLD_EVIDENCE("put a legal hold on entries of the log, or agree to lift one"),
    PROVISION("end people, and let them come back, as the directory says"),
    PRUNE("remove from the log what is past its retention");

    private final String words;

    Permission(String words) {
        this.words = words;
    }

    /** As it follows "may". */
    public String words() {
        return words;
    }
}
