package dev.bailiwick.core.session;

import dev.bailiwick.core.catalog.Tool;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.core.value.Url;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One run of an agent, as far as a decision needs it.
 *
 * <p>Bounds: the newest {@value #MOST_NAMED} named and {@value #MOST_LINKED} linked URLs are kept, each at most {@link
 * Url#LONGEST} characters; of one message or result the first {@value #MOST_READ} characters are looked at. What falls out is
 * forgotten, which only ever makes an answer stricter.
 *
 * @param readUntrusted whether anything from outside the organisation was read; once true it stays so
 * @param named URLs that the person of this session wrote, canonical, oldest first
 * @param linked URLs that a result from the same origin contained, canonical, oldest first
 * @param past what was said and read, to trace a value back to where it came from; bounds of its own
 */
public record Session(SessionId id, boolean readUntrusted, Set<String> named, Set<String> linked, Past past) {
    static final int MOST_NAMED = 256;
    static final int MOST_LINKED = 1024;
    static final int MOST_READ = 1 << 18;

    /** Tools whose answer comes from the URL in their arguments. */
    private static final Set<String> FETCHING = Set.of("web_fetch", "http.get", "web.get");

    public Session {
        named = newest(named, MOST_NAMED);
        linked = newest(linked, MOST_LINKED);
    }

    /** A run we saw from its first moment. */
    public static Session fresh(SessionId id) {
        return new Session(id, false, Set.of(), Set.of(), Past.NOTHING);
    }

    /** A run whose past we do not have: it counts as one that has read untrusted content. */
    public static Session unknown(SessionId id) {
        return new Session(id, true, Set.of(), Set.of(), Past.UNKNOWN);
    }

    /** This session after a message of the person it belongs to. */
    public Session heard(String message) {
        return heard(Speaker.PERSON, message);
    }

    /** This session after somebody said something to the agent. Only a person's words name anything. */
    public Session heard(Speaker speaker, String message) {
        String kept = start(message);
        var after = past.heard(new Words(speaker, kept));
        var found = speaker == Speaker.PERSON ? Links.named(kept) : Set.<String>of();
        boolean untrusted = readUntrusted || speaker == Speaker.STRANGER;
        return new Session(id, untrusted, found.isEmpty() ? named : plus(named, found), linked, after);
    }

    /** A sub-agent's session: its task is the agent's own words, its sources are those of the run that made it. */
    public Session delegated(SessionId child, String task) {
        var words = past.words().stream().map(Words::handedDown).toList();
        var inherited = new Past(words, past.contents(), past.tools(), past.spent(), past.calls(), past.forgotten());
        return new Session(child, readUntrusted, Set.of(), linked, inherited).heard(Speaker.AGENT, task);
    }

    /** This session, counted as one that has read untrusted content. */
    public Session tainted() {
        return readUntrusted ? this : new Session(id, true, named, linked, past);
    }

    /** This session with what its tools say of themselves. */
    public Session offered(List<Tool> tools) {
        return new Session(id, readUntrusted, named, linked, past.offered(tools));
    }

    /** This session after an action that a person's words allowed: the same words allow no second one. */
    public Session spent(Instruction instruction) {
        return new Session(id, readUntrusted, named, linked, past.spent(instruction.id()));
    }

    /** {@link #read(String, JsonObject, String, int)} of a text that nobody has screened. */
    public Session read(String tool, JsonObject arguments, String result) {
        return read(tool, arguments, result, 0);
    }

    /**
     * This session after a tool answered. Every answer that is not empty counts as untrusted here: which sources are trusted
     * is for the policies to say.
     *
     * @param signal how loudly the answer speaks to the agent, 0 to 3
     */
    public Session read(String tool, JsonObject arguments, String result, int signal) {
        if (result.isBlank()) return new Session(id, readUntrusted, named, linked, past.answeredNothing());
        var after = past.read(tool, arguments, result, signal);
        var found = FETCHING.contains(tool)
                ? arguments.string("url").flatMap(Url::of).map(from -> Links.on(from, start(result)))
                : Optional.<Set<String>>empty();
        return new Session(
                id, true, named, found.map(urls -> plus(linked, urls)).orElse(linked), after);
    }

    /** This session after a tool answered to arguments that nobody kept: the answer is of no record that the person meant. */
    public Session readOfUnknown(String tool, String result, int signal) {
        return read(tool, Content.NOT_KEPT, result, signal);
    }

    /** This session with a past of which something is missing. */
    public Session forgetting() {
        return new Session(id, true, named, linked, past.forgetting());
    }

    /** This session after somebody found that the newest answer of this text speaks more loudly than was heard at first. */
    public Session raised(String result, int signal) {
        return new Session(id, readUntrusted, named, linked, past.raised(result, signal));
    }

    /** Whether the person named exactly this URL, or a page of the same origin linked it. */
    public boolean vouchesFor(Url url) {
        return named.contains(url.text()) || linked.contains(url.text());
    }

    private static String start(String text) {
        return text.length() <= MOST_READ ? text : text.substring(0, MOST_READ);
    }

    private static Set<String> plus(Set<String> known, Collection<String> more) {
        var all = new LinkedHashSet<>(known);
        all.removeAll(more);
        all.addAll(more);
        return all;
    }

    private static Set<String> newest(Set<String> urls, int most) {
        var kept = new LinkedHashSet<String>();
        urls.stream().skip(Math.max(0, urls.size() - most)).forEach(kept::add);
        return java.util.Collections.unmodifiableSet(kept);
    }

    public JsonObject json() {
        return JsonObject.with("id", id.value())
                .and("readUntrusted", readUntrusted)
                .and("named", JsonArray.ofStrings(named))
                .and("linked", JsonArray.ofStrings(linked))
                .and("past", past.json())
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the object is no session */
    public static Session of(JsonObject json) {
        var fields = Fields.of(json);
        var session = new Session(
                fields.parsed("id", SessionId::new),
                fields.flag("readUntrusted"),
                new LinkedHashSet<>(fields.texts("named")),
                new LinkedHashSet<>(fields.texts("linked")),
                Past.of(fields.fields("past")));
        fields.end();
        return session;
    }
}
