package dev.bailiwick.gateway.egress;

/** A request that does not leave, and why, in words the agent may read. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final boolean odd;

    private Refused(int status, String code, String message, boolean odd) {
        super(message);
        this.status = status;
        this.code = code;
        this.odd = odd;
    }

    /** Not HTTP as it is written: nobody can say what it means. */
    static Refused malformed(String message) {
        return new Refused(400, "malformed_request", message, false);
    }

    static Refused denied(String code, String message) {
        return new Refused(403, code, message, false);
    }

    /** Something that a person should look at. */
    static Refused odd(String code, String message) {
        return new Refused(403, code, message, true);
    }

    static Refused away(String message) {
        return new Refused(502, "upstream_unavailable", message, false);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    boolean odd() {
        return odd;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
