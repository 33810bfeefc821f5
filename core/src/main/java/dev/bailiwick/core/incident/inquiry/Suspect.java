package dev.bailiwick.core.incident.inquiry;

/**
 * A place elsewhere that the agent had no reason to talk to.
 *
 * @param target a host or an origin
 * @param sighting when it was first seen, and why it is odd
 */
public record Suspect(String target, Sighting sighting) {}
