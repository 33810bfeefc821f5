/**
 * Mail over IMAP (RFC 9051) and SMTP (RFC 5321), by Angus Mail. Read {@link dev.bailiwick.connector.mail.ImapSmtp}.
 *
 * <p>Called by the border through {@link dev.bailiwick.procedure.mail.MailServer}. Always true: a server elsewhere is spoken to with TLS and proves its name; a
 * mailbox is opened read-only, so that reading changes nothing there; a letter goes to everybody or to nobody.
 */
@NullMarked
package dev.bailiwick.connector.mail;

import org.jspecify.annotations.NullMarked;
