/**
 * A mailbox that an agent uses and never signs in to. Read {@link dev.bailiwick.procedure.mail.Letter}: what is decided is what is sent.
 *
 * <p>The border calls {@link dev.bailiwick.procedure.mail.MailServer} once an action was permitted. Always true: who sends is the mailbox's own
 * address, whatever the agent writes, and everybody who gets a letter, blind copies too, was among the arguments that were decided.
 */
@NullMarked
package dev.bailiwick.procedure.mail;

import org.jspecify.annotations.NullMarked;
