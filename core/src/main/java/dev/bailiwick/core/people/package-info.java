/**
 * Who may decide. A {@link dev.bailiwick.core.people.Person} holds {@link dev.bailiwick.core.people.Function}s; an {@link
 * dev.bailiwick.core.people.Actor} is whoever a procedure is told acts, so that every entry names somebody.
 *
 * <p>Always true: functions are the brief's three; a person who is not active decides nothing.
 */
package dev.bailiwick.core.people;
