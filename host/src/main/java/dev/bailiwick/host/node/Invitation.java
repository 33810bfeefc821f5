package dev.bailiwick.host.node;

import dev.bailiwick.core.value.Digest;

/**
 * What {@code host invite} printed: what this machine shows, and whom it is to trust.
 *
 * @param authority fingerprint of the one authority whose server may receive the secret
 */
record Invitation(String secret, Digest authority) {
    /** @throws IllegalArgumentException when the text is no invitation; the message never quotes it */
    static Invitation of(String text) {
        int dot = text.lastIndexOf('.');
        if (dot < 1 || !text.startsWith("bwn_"))
            throw new IllegalArgumentException("not a token such as `./bailiwick host invite` prints");
        try {
            return new Invitation(text.substring(0, dot), new Digest(text.substring(dot + 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "not a token such as `./bailiwick host invite` prints: it was cut short", e);
        }
    }

    @Override
    public String toString() {
        return "[an invitation]";
    }
}
