package dev.bailiwick.secrets.sealedfile;

import dev.bailiwick.procedure.credential.BackendUnavailable;

/** A sealed file or its key cannot be used. The message never quotes what lies in it. */
public final class SealBroken extends BackendUnavailable {
    private static final long serialVersionUID = 1L;

    SealBroken(String message) {
        super(message);
    }

    SealBroken(String message, Throwable cause) {
        super(message, cause);
    }
}
