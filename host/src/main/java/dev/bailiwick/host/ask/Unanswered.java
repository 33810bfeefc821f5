package dev.bailiwick.host.ask;

/** The decision point said nothing that could be obeyed: nothing was permitted. */
public final class Unanswered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unanswered(String why) {
        super("not started: Bailiwick's server could not be asked, " + why);
    }
}
