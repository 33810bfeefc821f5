/**
 * What one run of an agent has heard, read and tried. Read {@link dev.bailiwick.core.session.Session} first.
 *
 * <p>Always true: a session is bounded (the bounds stand in the record); one that was not restored counts as one that has
 * read untrusted content; nothing in it ever lowers a tier that the catalogue set, but for the one rule that says so.
 */
package dev.bailiwick.core.session;
