package dev.bailiwick.console.frame;

/** Answers one request of a signed-in person. */
@FunctionalInterface
public interface Handler {
    /** @throws NotUnderstood when the request's own words make no sense */
    Answer answer(Visit visit);
}
