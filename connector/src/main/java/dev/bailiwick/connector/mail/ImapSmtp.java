package dev.bailiwick.connector.mail;

import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.core.value.MailAddress;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.mail.Letter;
import dev.bailiwick.procedure.mail.MailAway;
import dev.bailiwick.procedure.mail.MailServer;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/** Speaks to an organisation's mail servers with an account that no agent sees. */
public final class ImapSmtp implements MailServer {
    private final InstantSource clock;

    public ImapSmtp(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public JsonObject list(Secret secret, int most) {
        try (var account = Account.of(secret)) {
            return new Mailbox(account).list(most);
        }
    }

    @Override
    public JsonObject read(Secret secret, long id) {
        try (var account = Account.of(secret)) {
            return new Mailbox(account).read(id);
        }
    }

    @Override
    public void draft(Secret secret, Letter letter) {
        try (var account = Account.of(secret)) {
            account.submission();
            var message = message(account, letter);
            message.setRecipients(Message.RecipientType.BCC, addresses(letter.bcc()));
            new Mailbox(account).keep(message);
        } catch (MessagingException _) {
            throw new MailAway("this cannot be written as a letter", true);
        }
    }

    @Override
    public void send(Secret secret, Letter letter) {
        if (letter.recipients().isEmpty()) throw new MailAway("a letter goes to somebody", true);
        try (var account = Account.of(secret);
                var transport = entered(account)) {
            var message = message(account, letter);
            message.saveChanges();
            submit(transport, message, addresses(letter.recipients()));
        } catch (MessagingException _) {
            throw new MailAway("this cannot be written as a letter", true);
        }
    }

    /** A transport that closes without a word: what became of the letter is known by then. */
    private record Entered(Transport transport) implements AutoCloseable {
        @Override
        public void close() {
            try {
                transport.close();
            } catch (MessagingException _) {
                // its connection is gone
            }
        }
    }

    private static Entered entered(Account account) {
        var server = account.submission();
        try {
            var transport = Session.getInstance(account.properties()).getTransport(server.getScheme());
            account.password().reveal(password -> connected(transport, account, password));
            return new Entered(transport);
        } catch (MessagingException _) {
            throw new MailAway("there is no such protocol", true);
        }
    }

    private static boolean connected(Transport transport, Account account, String password) {
        var server = account.submission();
        try {
            transport.connect(server.getHost(), server.getPort(), account.user(), password);
            return true;
        } catch (MessagingException _) {
            // the cause may quote the account
            throw new MailAway("the server at " + server.getHost() + " does not let us in", true);
        }
    }

    /** What broke off while a letter was on its way may have been sent: nobody repeats it. */
    private static void submit(Entered entered, MimeMessage message, Address[] everybody) {
        try {
            entered.transport().sendMessage(message, everybody);
        } catch (SMTPSendFailedException e) {
            if (e.getReturnCode() > 0) throw nobody();
            throw unknown();
        } catch (SendFailedException _) {
            throw nobody();
        } catch (MessagingException _) {
            // the cause may quote the letter
            throw unknown();
        }
    }

    private static MailAway nobody() {
        return new MailAway("the server takes no letter for one of them: nobody gets it", true);
    }

    private static MailAway unknown() {
        return new MailAway("the server hung up: nobody knows whether it took the letter", false);
    }

    /** Blind copies stand on the envelope alone. */
    private MimeMessage message(Account account, Letter letter) throws MessagingException {
        var message = new MimeMessage(Session.getInstance(account.properties()));
        message.setFrom(new InternetAddress(account.from().toString()));
        message.setRecipients(Message.RecipientType.TO, addresses(letter.to()));
        message.setRecipients(Message.RecipientType.CC, addresses(letter.cc()));
        message.setSubject(letter.subject(), "UTF-8");
        message.setText(letter.text(), "UTF-8");
        message.setSentDate(Date.from(clock.instant()));
        return message;
    }

    private static Address[] addresses(List<MailAddress> people) throws MessagingException {
        var addresses = new Address[people.size()];
        for (int i = 0; i < addresses.length; i++)
            addresses[i] = new InternetAddress(people.get(i).toString());
        return addresses;
    }
}
