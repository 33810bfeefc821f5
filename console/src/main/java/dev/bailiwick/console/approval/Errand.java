package dev.bailiwick.console.approval;

/**
 * Something a person has to do that no agent waits for.
 *
 * @param href where it is done
 */
public record Errand(String what, String why, String href) {}
