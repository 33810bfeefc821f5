/**
 * Looks up change tickets where organisations keep them: ServiceNow, Jira, GitHub's issues. Read {@link
 * dev.bailiwick.connector.ticket.HttpChangeSystem} first; each vendor's own words are one class.
 *
 * <p>Always true: nothing is written there; what does not answer in time, or answers something else, is away, and nothing rests on it.
 */
@NullMarked
package dev.bailiwick.connector.ticket;

import org.jspecify.annotations.NullMarked;
