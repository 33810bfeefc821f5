/**
 * The built-in change register's pages. Read {@link dev.bailiwick.console.tickets.TicketPages} first; the procedure behind it
 * is {@code procedure.approval.TicketDesk}.
 *
 * <p>Always true: times are UTC and say so; a ticket opens nothing by itself, it only lets a person approve one T4 action.
 */
@NullMarked
package dev.bailiwick.console.tickets;

import org.jspecify.annotations.NullMarked;
