package dev.bailiwick.connector.mail;

import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.mail.MailAway;
import jakarta.mail.Address;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The side of an account that is read. Whoever wrote a letter may have written it to break its reader: everything has a bound. */
record Mailbox(Account account) {
    private static final int LONGEST_TEXT = 256 * 1024;
    private static final int LONGEST_LINE = 1000;
    private static final int DEEPEST = 8;
    private static final int MOST_PARTS = 50;

    /** One use of an open mailbox. */
    @FunctionalInterface
    private interface Use<T> {
        T of(Store store) throws MessagingException, IOException;
    }

    JsonObject list(int most) {
        return within(store -> {
            try (var inbox = inbox(store)) {
                int last = inbox.getMessageCount();
                var newest = inbox.getMessages(Math.max(1, last - most + 1), last);
                var wanted = new FetchProfile();
                wanted.add(FetchProfile.Item.ENVELOPE);
                wanted.add(UIDFolder.FetchProfileItem.UID);
                inbox.fetch(newest, wanted);
                List<JsonValue> rows = new ArrayList<>();
                for (var message : Arrays.asList(newest).reversed())
                    rows.add(row(inbox, message).build());
                return JsonObject.with("messages", new JsonArray(rows)).build();
            }
        });
    }

    JsonObject read(long id) {
        return within(store -> {
            try (var inbox = inbox(store)) {
                var message = ((UIDFolder) inbox).getMessageByUID(id);
                if (message == null) throw new MailAway("there is no such letter", true);
                var text = text(message, 0).orElse("");
                return row(inbox, message)
                        .and("text", clean(text, LONGEST_TEXT))
                        .build();
            }
        });
    }

    /** Nothing is read from what was closed in the middle: the draft may lie there or not. */
    void keep(MimeMessage message) {
        within(store -> {
            var drafts = store.getFolder(account.drafts());
            if (!drafts.exists() && !drafts.create(Folder.HOLDS_MESSAGES))
                throw new MailAway("the mailbox has no folder for drafts", true);
            message.setFlag(Flags.Flag.DRAFT, true);
            appended(drafts, message);
            return true;
        });
    }

    private static void appended(Folder drafts, MimeMessage message) {
        try {
            drafts.appendMessages(new Message[] {message});
        } catch (MessagingException _) {
            throw new MailAway("nobody knows whether the draft was kept", false);
        }
    }

    /** With EXAMINE: nothing that is done there changes anything. */
    private static Folder inbox(Store store) throws MessagingException {
        var inbox = store.getFolder("INBOX");
        inbox.open(Folder.READ_ONLY);
        return inbox;
    }

    /** One letter that no program can make sense of does not hide the others. */
    private JsonObject.Builder row(Folder inbox, Message message) throws MessagingException {
        var id = String.valueOf(((UIDFolder) inbox).getUID(message));
        try {
            return JsonObject.with("id", id)
                    .and("from", people(message.getFrom()))
                    .and("to", people(message.getRecipients(Message.RecipientType.TO)))
                    .and("subject", line(message.getSubject()))
                    .and("sent", sent(message));
        } catch (MessagingException e) {
            if (!inbox.isOpen()) throw e;
            return JsonObject.with("id", id).and("subject", "(cannot be read)");
        }
    }

    private static String sent(Message message) throws MessagingException {
        return Optional.ofNullable(message.getSentDate())
                .map(Date::toInstant)
                .map(Object::toString)
                .orElse("");
    }

    private String people(Address @Nullable [] addresses) {
        return addresses == null ? "" : line(InternetAddress.toUnicodeString(addresses));
    }

    private String line(@Nullable String text) {
        return text == null ? "" : clean(text, LONGEST_LINE);
    }

    /** Half of a pair of surrogates is no text that JSON can say. */
    private String clean(String text, int most) {
        var bounded = text.length() > most ? text.substring(0, most) : text;
        return account.without(new String(bounded.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    /** The first text. Attachments stay where they are. */
    private static Optional<String> text(Part part, int depth) throws MessagingException, IOException {
        if (depth > DEEPEST || Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) return Optional.empty();
        if (part.isMimeType("text/*")) return Optional.of(decoded(part));
        if (!part.isMimeType("multipart/*") || !(part.getContent() instanceof Multipart parts)) return Optional.empty();
        for (int i = 0; i < Math.min(parts.getCount(), MOST_PARTS); i++) {
            var found = text(parts.getBodyPart(i), depth + 1);
            if (found.isPresent()) return found;
        }
        return Optional.empty();
    }

    /** Never more of it than is passed on, however long it is. */
    private static String decoded(Part part) throws MessagingException, IOException {
        try (var in = part.getInputStream()) {
            return new String(in.readNBytes(LONGEST_TEXT), charset(part));
        }
    }

    private static Charset charset(Part part) {
        try {
            var named = new ContentType(part.getContentType()).getParameter("charset");
            return named == null ? StandardCharsets.UTF_8 : Charset.forName(MimeUtility.javaCharset(named));
        } catch (MessagingException | IllegalArgumentException _) {
            return StandardCharsets.UTF_8;
        }
    }

    private <T> T within(Use<T> use) {
        var session = Session.getInstance(account.properties());
        try (var store = session.getStore(account.imap().getScheme())) {
            account.password().reveal(password -> entered(store, password));
            return use.of(store);
        } catch (MessagingException | IOException _) {
            // the cause may quote what was sent
            throw new MailAway("the mailbox at " + account.imap().getHost() + " did not do it", true);
        }
    }

    private boolean entered(Store store, String password) {
        try {
            store.connect(account.imap().getHost(), account.imap().getPort(), account.user(), password);
            return true;
        } catch (MessagingException _) {
            throw new MailAway("the mailbox at " + account.imap().getHost() + " does not let us in", true);
        }
    }
}
