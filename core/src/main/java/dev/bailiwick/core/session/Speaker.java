package dev.bailiwick.core.session;

/** Who said something to the agent, as far as we know. In doubt it is {@link #STRANGER}. */
public enum Speaker {
    /** An active person of the register, who the runtime says owns the agent. */
    PERSON,
    /** A person, but to the run that made this one: such words name values and ask for nothing here. */
    PARENT,
    /** A registered automation: the words that were registered for it. */
    AUTOMATION,
    /** The agent itself: the task of a sub-agent, a job it made for itself. */
    AGENT,
    /** Anybody else, and whoever is not named. */
    STRANGER
}
