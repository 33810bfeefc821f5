/**
 * The policies in force, and what they come to: what an agent may do while nobody watches. Read {@link
 * dev.bailiwick.console.policy.PolicyPages} first.
 *
 * <p>Always true: reading only; drafts, publishing and rolling back are done on the command line, by two people.
 */
@NullMarked
package dev.bailiwick.console.policy;

import org.jspecify.annotations.NullMarked;
