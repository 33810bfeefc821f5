/** With Debian's own servers on loopback: Dovecot for IMAP, aiosmtpd for SMTP. */
@NullMarked
package dev.bailiwick.connector.mail;

import org.jspecify.annotations.NullMarked;
