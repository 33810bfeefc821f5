package dev.bailiwick.gateway.egress;

import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.mail.Letter;
import dev.bailiwick.procedure.mail.MailAway;
import dev.bailiwick.procedure.mail.MailServer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Mail that goes nowhere and is remembered. */
final class MemoryMail implements MailServer {
    final List<Letter> sent = new CopyOnWriteArrayList<>();
    final List<Letter> drafts = new CopyOnWriteArrayList<>();
    volatile boolean away;
    volatile String text = "hello";

    @Override
    public JsonObject list(Secret account, int most) {
        return JsonObject.with("entered", account.matches("the account") ? "yes" : "no")
                .build();
    }

    @Override
    public JsonObject read(Secret account, long id) {
        return JsonObject.with("text", text).build();
    }

    @Override
    public void draft(Secret account, Letter letter) {
        if (away) throw new MailAway("the server did not take it", true);
        drafts.add(letter);
    }

    @Override
    public void send(Secret account, Letter letter) {
        if (away) throw new MailAway("the server did not take it", true);
        sent.add(letter);
    }
}
