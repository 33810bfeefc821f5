/**
 * What one run of an agent has heard, read and tried. Read {@link dev.bailiwick.core.session.Session} first.
 *
 * <p>Always true: a session is bounded (the bounds stand in the record); one that was not restored counts as one that has
 * read untrusted content; the one thing in it that can lower a tier is that a person named a URL.
 */
package dev.bailiwick.core.session;
