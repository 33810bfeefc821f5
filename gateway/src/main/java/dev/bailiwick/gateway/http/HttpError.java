package dev.bailiwick.gateway.http;

import io.helidon.http.Status;

/** A request that gets an error status instead of an answer. */
public final class HttpError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Status status;
    private final String code;

    /**
     * @param code a stable word for machines
     * @param message one line for people, without secrets
     */
    public HttpError(Status status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    public static HttpError badRequest(String message) {
        return new HttpError(Status.BAD_REQUEST_400, "invalid_request", message);
    }

    public Status status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String message() {
        return String.valueOf(getMessage());
    }
}
