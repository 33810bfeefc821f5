/**
 * Change systems played on loopback: strict doubles of our own that refuse as the vendors' services do, not the services themselves. Read
 * {@link dev.bailiwick.connector.ticket.HttpChangeSystemTest} first.
 */
@NullMarked
package dev.bailiwick.connector.ticket;

import org.jspecify.annotations.NullMarked;
