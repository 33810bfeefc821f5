package dev.bailiwick.core.people;

/** What an API token opens of what its person may do. There is none for approving, denying, or any word a passkey proves. */
public enum Scope {
    REGISTER_READ("read agents, integrations, owners and tools"),
    APPROVALS_READ("read requests for approval and what approving costs"),
    AUDIT_READ("search the log"),
    INCIDENTS_READ("read cases and their playbooks"),
    PROGRAMME_READ("read duties, reviews, posture, risk and measurements"),
    REGISTER_WRITE("ask for integrations and agents"),
    PEOPLE_WRITE("end people, and let them come back, for the directory (SCIM)");

    private final String words;

    Scope(String words) {
        this.words = words;
    }

    /** As it follows "may". */
    public String words() {
        return words;
    }
}
