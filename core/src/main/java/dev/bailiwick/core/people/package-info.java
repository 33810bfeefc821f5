/**
 * Who may decide. A {@link dev.bailiwick.core.people.Person} has {@link dev.bailiwick.core.people.Role}s, bundles that say
 * what they may do, and holds {@link dev.bailiwick.core.people.Function}s, which say what their yes counts for; an {@link
 * dev.bailiwick.core.people.Actor} is whoever a procedure is told acts, so that every entry names somebody.
 *
 * <p>Always true: functions are the brief's three; a person who is not active decides nothing; nobody holds roles that {@link
 * dev.bailiwick.core.people.Separation} keeps apart.
 */
package dev.bailiwick.core.people;
