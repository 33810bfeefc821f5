package dev.bailiwick.connector.mail;

import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.core.value.MailAddress;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.procedure.mail.MailAway;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * A mailbox as a person sealed it.
 *
 * @param imap such as {@code imaps://imap.example.com}, or {@code imap://} for STARTTLS, which is then required
 * @param smtp such as {@code smtps://smtp.example.com}; without one the mailbox is only read
 * @param from the one sender it has
 * @param drafts the folder where drafts are kept
 */
record Account(URI imap, Optional<URI> smtp, String user, Secret password, MailAddress from, String drafts)
        implements AutoCloseable {
    private static final String PATIENCE = "10000";

    Account {
        required(imap, Set.of("imap", "imaps"));
        smtp.ifPresent(server -> required(server, Set.of("smtp", "smtps")));
    }

    private static void required(URI server, Set<String> schemes) {
        boolean plain = server.getHost() != null && server.getUserInfo() == null && server.getQuery() == null;
        if (!plain || !schemes.contains(server.getScheme()))
            throw new IllegalArgumentException("a mail server is scheme://host[:port]");
    }

    /** @throws MailAway when the secret is no account */
    static Account of(Secret secret) {
        try {
            var fields = Fields.of(secret.reveal(Json::parseObject));
            var account = new Account(
                    fields.parsed("imap", URI::create),
                    fields.optionallyParsed("smtp", URI::create),
                    fields.text("user"),
                    fields.parsed("password", Secret::new),
                    fields.parsed("from", text -> MailAddress.read(text).orElseThrow(IllegalArgumentException::new)),
                    fields.optionalText("drafts").orElse("Drafts"));
            fields.end();
            return account;
        } catch (JsonException | IllegalArgumentException _) {
            // its message would quote the secret
            throw new MailAway("what lies behind this key is no mailbox: imap, smtp, user, password, from", true);
        }
    }

    /** Where letters go out. */
    URI submission() {
        return smtp.orElseThrow(() -> new MailAway("this mailbox is only read", true));
    }

    /** A server elsewhere proves its name, and gets the password under TLS alone. */
    Properties properties() {
        var properties = new Properties();
        for (var server : smtp.map(out -> List.of(imap, out)).orElse(List.of(imap))) {
            var each = "mail." + server.getScheme() + ".";
            for (var wait : List.of("connectiontimeout", "timeout", "writetimeout"))
                properties.setProperty(each + wait, PATIENCE);
            properties.setProperty(each + "ssl.checkserveridentity", "true");
            properties.setProperty(each + "starttls.enable", "true");
            properties.setProperty(each + "starttls.required", String.valueOf(!here(server)));
            properties.setProperty(each + "peek", "true");
            properties.setProperty(each + "from", from.toString());
            properties.setProperty(each + "auth", String.valueOf(!here(server)));
            properties.setProperty(each + "sendpartial", "false");
        }
        properties.setProperty("mail.from", from.toString()); // a message's id names its domain, not this machine
        return properties;
    }

    /** On this machine nobody listens in between. */
    private static boolean here(URI server) {
        return "127.0.0.1".equals(server.getHost()) || "localhost".equals(server.getHost());
    }

    /** Somebody may have written the mailbox's own password into a letter. */
    String without(String text) {
        return password.reveal(word -> word.isEmpty() ? text : text.replace(word, "*".repeat(word.length())));
    }

    @Override
    public void close() {
        password.close();
    }
}
