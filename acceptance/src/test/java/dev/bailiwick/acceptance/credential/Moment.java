package dev.bailiwick.acceptance.credential;

/**
 * A word of Bailiwick's to PostgreSQL at which it is killed.
 *
 * @param words what the message holds
 * @param turn which message that holds it, from one
 * @param lost whether the word still arrives and only its answer is lost
 */
record Moment(String name, String words, int turn, boolean lost) {
    /** The role of a lease logs in: a probe. */
    static final String PROBE = "user\0bw_";

    static Moment before(String name, String words, int turn) {
        return new Moment(name, words, turn, false);
    }

    static Moment answerLost(String name, String words, int turn) {
        return new Moment(name, words, turn, true);
    }

    @Override
    public String toString() {
        return name;
    }
}
