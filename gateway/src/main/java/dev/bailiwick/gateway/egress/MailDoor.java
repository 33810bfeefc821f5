package dev.bailiwick.gateway.egress;

import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.mail.Letter;
import dev.bailiwick.procedure.mail.MailAway;
import dev.bailiwick.procedure.mail.MailServer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A mailbox behind a host name that no other machine has: the agent asks over HTTP like any service, and IMAP and SMTP are spoken here. What is done comes
 * from the arguments that were decided, not from the body.
 */
record MailDoor(MailServer server) {
    private static final String HOST = "mail.internal";
    private static final Pattern ONE = Pattern.compile("GET /v1/messages/([0-9]{1,15})");
    private static final int MOST = 50;

    static boolean is(Destination to) {
        return to.host().text().equals(HOST);
    }

    /** Before anybody is asked: nobody agrees to what cannot be done. */
    static void admit(Request request, JsonObject arguments) throws Refused {
        switch (wanted(request)) {
            case "POST /v1/drafts", "POST /v1/messages" -> letter(arguments);
            case "GET /v1/messages" -> {}
            default -> {
                if (!ONE.matcher(wanted(request)).matches())
                    throw Refused.denied("no_such_operation", "the mailbox has messages and drafts, and nothing else");
            }
        }
    }

    /**
     * The whole answer, without other people's keys.
     *
     * @param found is told when one lay in it
     * @throws MailAway when the server did not do it
     */
    byte[] answer(Request request, JsonObject arguments, Secret account, Runnable found) throws Refused {
        var keys = new KeyFinder();
        var json = Bytes.joined(keys.take(Json.utf8(done(request, arguments, account))), keys.rest());
        if (keys.found()) found.run();
        var head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: " + json.length
                + "\r\nconnection: keep-alive\r\n\r\n";
        return Bytes.joined(head.getBytes(StandardCharsets.US_ASCII), json);
    }

    private JsonObject done(Request request, JsonObject arguments, Secret account) throws Refused {
        admit(request, arguments);
        return switch (wanted(request)) {
            case "GET /v1/messages" -> server.list(account, MOST);
            case "POST /v1/drafts" -> {
                server.draft(account, letter(arguments));
                yield JsonObject.with("kept", "draft").build();
            }
            case "POST /v1/messages" -> {
                server.send(account, letter(arguments));
                yield JsonObject.with("sent", "mail").build();
            }
            default -> server.read(account, Long.parseLong(request.path().substring("/v1/messages/".length())));
        };
    }

    private static String wanted(Request request) {
        return request.method() + " " + request.path();
    }

    private static Letter letter(JsonObject arguments) throws Refused {
        try {
            return Letter.of(arguments.minus("url"));
        } catch (JsonException | IllegalArgumentException _) {
            throw Refused.malformed("a letter is JSON: to, cc, bcc (plain addresses), subject, text");
        }
    }
}
