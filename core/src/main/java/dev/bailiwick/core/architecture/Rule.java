package dev.bailiwick.core.architecture;

/** Something a layout promises. Each is checked against the register in {@link Deviations}. */
public enum Rule {
    /** No credential is held by two agents. */
    ONE_IDENTITY_EACH("no two agents share a credential"),
    HOST_STATED("it is stated where each agent runs"),
    CONFINED("each agent was shown to stay inside its account"),
    NO_KEYS_ON_HOSTS("no credential lies on a host where an agent runs"),
    ONE_HOST("all agents run on one host"),
    HOST_EACH("no two agents share a host"),
    TWO_HOSTS("agents run on two hosts or more"),
    /** Who gives out work holds no keys: what it reads reaches no system by itself. */
    ORCHESTRATOR_HOLDS_NOTHING("the orchestrator holds no credential"),
    WORKERS_HAVE_ONE_SYSTEM("each worker reaches one system"),
    /** Who reads regulated data says nothing to the outside. */
    REGULATED_DO_NOT_SPEAK("no agent that reads health or card data can speak for somebody"),
    REGULATED_APART("no agent that reads health or card data shares a host with one that does not"),
    /** The register knows nothing of networks: the machines do. */
    REACHED_THROUGH_VPN("the front is reached through VPN and proxy only");

    private final String words;

    Rule(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
