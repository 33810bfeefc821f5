package dev.bailiwick.core.secrecy;

import java.util.Locale;

/** What sort of secret was found; the word that stands in its place. */
public enum SecretKind {
    PRIVATE_KEY,
    /** A credential for a service that marks its own, such as {@code ghp_...}. */
    SERVICE_KEY,
    /** A JSON Web Token. */
    WEB_TOKEN,
    /** What follows {@code Authorization:}, {@code Cookie:} and their like. */
    AUTHORIZATION,
    /** Something that is called a password, secret or token. */
    PASSWORD,
    /** A payment card's number. */
    CARD_NUMBER,
    /** Text too random to be anything but a key. */
    RANDOM_TEXT;

    /** What is written instead of the secret. */
    String mark() {
        return "[redacted: " + name().toLowerCase(Locale.ROOT).replace('_', '-') + "]";
    }
}
