package dev.bailiwick.core.register;

/** Which policies an agent is held to. Security chooses one for each agent. */
public enum Pack {
    /** A person for everything that leaves the organisation: what an agent gets when nobody chose. */
    BASELINE,
    /** Baseline, and more: it never permits what baseline does not. */
    REGULATED,
    /** For an agent whose person sits before it: that person's own words approve one named T3 action. */
    ATTENDED
}
