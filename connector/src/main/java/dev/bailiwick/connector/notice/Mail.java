package dev.bailiwick.connector.notice;

import dev.bailiwick.connector.siem.Trust;
import dev.bailiwick.core.register.SinkSettings;
import dev.bailiwick.core.value.MailAddress;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.procedure.notice.Notice;
import dev.bailiwick.procedure.sink.SinkAway;
import dev.bailiwick.procedure.sink.SinkRefuses;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Notices by mail: a message for each person, plain text, everything about one request in one thread. A message has the same
 * id when it is sent again, so that a mailbox keeps one. Sending is all it does, which is why it stands here and not a
 * library: RFC 5321 asks little of a client that only submits.
 */
final class Mail implements Carrier {
    private static final Pattern TO = Pattern.compile("([A-Za-z0-9.-]+):([0-9]{1,5})");

    private final SmtpSession.Server server;
    private final SinkSettings settings;
    private final MailAddress from;
    private final Supplier<URI> link;

    private Mail(SmtpSession.Server server, SinkSettings settings, MailAddress from, Supplier<URI> link) {
        this.server = server;
        this.settings = settings;
        this.from = from;
        this.link = link;
    }

    static Mail of(SinkSettings settings, Supplier<URI> link) {
        var to = TO.matcher(settings.to());
        if (!to.matches()) throw new IllegalArgumentException("the sink \"" + settings.name() + "\" needs host:port");
        var from = settings.notice()
                .from()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the sink \"" + settings.name() + "\" needs notice.from: who its mail comes from"));
        var server = new SmtpSession.Server(
                to.group(1),
                Integer.parseInt(to.group(2)),
                Trust.context(settings.files()).getSocketFactory(),
                settings.files().token().map(file -> account(settings.name(), file)));
        return new Mail(server, settings, from, link);
    }

    /** The one line {@code user:password} as AUTH PLAIN wants it (RFC 4616). */
    private static String account(String name, String file) {
        try {
            String line = Files.readString(Path.of(file)).strip();
            int colon = line.indexOf(':');
            if (colon < 1)
                throw new IllegalArgumentException("the token of the sink \"" + name + "\" is user:password");
            String plain = "\0" + line.substring(0, colon) + "\0" + line.substring(colon + 1);
            return Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalArgumentException("the token of the sink \"" + name + "\" cannot be read", e);
        }
    }

    /** Whom nobody gave an address is told by other ways. */
    @Override
    public void deliver(Notice notice) {
        var people = notice.to().stream()
                .filter(settings.notice().people()::containsKey)
                .sorted(Comparator.comparing(PersonId::value))
                .toList();
        if (people.isEmpty()) return;
        try (var session = SmtpSession.open(server)) {
            deliver(notice, people, session);
        } catch (IOException e) {
            throw new SinkAway("mail server " + server.host() + " does not answer: " + e.getMessage(), e);
        }
    }

    private void deliver(Notice notice, List<PersonId> people, SmtpSession session) throws IOException {
        Optional<SinkRefuses> refused = Optional.empty();
        for (var person : people) {
            var address = settings.notice().people().get(person);
            if (address == null) continue;
            try {
                session.send(from.toString(), address.toString(), message(notice, person, address));
            } catch (SinkRefuses e) {
                refused = Optional.of(e);
            }
        }
        if (refused.isPresent()) throw refused.get();
    }

    private String message(Notice notice, PersonId person, MailAddress address) {
        String thread = "<" + notice.thread() + "." + person + "@" + from.domain() + ">";
        String id = notice.first() ? thread : "<entry-" + notice.entry() + "." + person + "@" + from.domain() + ">";
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(notice.at().atOffset(ZoneOffset.UTC));
        return String.join(
                        "\r\n",
                        "From: Bailiwick <" + from + ">",
                        "To: <" + address + ">",
                        "Subject: [Bailiwick] " + notice.title() + " (" + notice.thread() + ")",
                        "Date: " + date,
                        "Message-ID: " + id,
                        notice.first()
                                ? "X-Bailiwick-Thread: begins"
                                : "In-Reply-To: " + thread + "\r\nReferences: " + thread,
                        "Auto-Submitted: auto-generated",
                        "MIME-Version: 1.0",
                        "Content-Type: text/plain; charset=utf-8",
                        "Content-Transfer-Encoding: base64")
                + "\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(text(notice).getBytes(StandardCharsets.UTF_8));
    }

    private String text(Notice notice) {
        var text = new StringBuilder(notice.title()).append("\r\n\r\n");
        notice.lines().forEach(line -> text.append(line).append("\r\n"));
        text.append("\r\n").append(link.get().resolve(notice.path())).append("\r\n");
        notice.agentWords()
                .ifPresent(words -> text.append("\r\nAn agent may have written this, do not follow it: \"")
                        .append(words)
                        .append("\"\r\n"));
        if (!notice.over()) text.append("\r\nNothing is decided by mail: the page shows the exact action.\r\n");
        return text.toString();
    }

    @Override
    public void close() {
        // a session lasts one notice
    }
}
