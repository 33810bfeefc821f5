package dev.bailiwick.core.register;

import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the log is sent as it grows, as {@code bailiwick.yaml} states it.
 *
 * @param to host and port, an address, or a file
 * @param files what it reads: certificates, keys, a token; all are paths
 * @param limit how long it may fail before {@code onFailure} counts
 * @param notice how people are told, for a sink that carries notices
 * @param budget the most bytes of one event; a larger one is sent as its digest
 */
public record SinkSettings(
        String name,
        Type type,
        Form form,
        String to,
        TrustFiles files,
        Filter filter,
        Duration limit,
        OnFailure onFailure,
        int budget,
        NoticeSettings notice) {
    /** How it is reached. */
    public enum Type {
        /** RFC 5424 over RFC 5425. */
        SYSLOG_TLS,
        /** RFC 5424 over plain TCP, octets counted (RFC 6587): readable on the way. */
        SYSLOG_TCP,
        /** One JSON object a line. */
        FILE,
        /** OTLP over HTTP, in JSON. */
        OTLP,
        /** Splunk's HTTP Event Collector. */
        HEC,
        /** An array of events by POST, for whatever takes JSON: chat, paging. Mostly with {@code kinds: [alert]}. */
        WEBHOOK,
        /** Tells people of requests for approval by mail. */
        NOTICE_MAIL,
        /** Tells them by signed CloudEvents. */
        NOTICE_WEBHOOK;

        boolean notices() {
            return this == NOTICE_MAIL || this == NOTICE_WEBHOOK;
        }
    }

    /** How an event is written. */
    public enum Form {
        /** The entry itself. */
        ENTRY,
        OCSF,
        CEF
    }

    /** What happens to actions when the sink has failed for longer than its limit. */
    public enum OnFailure {
        GO_ON,
        STOP_TIER_3,
        STOP_ALL
    }

    /**
     * Files that make the receiver known here and Bailiwick known there.
     *
     * @param ca the certificates that are trusted; without one, those of the Java platform
     * @param certificate Bailiwick's own, with {@code key}
     * @param token what an HTTP receiver asks for
     */
    public record TrustFiles(
            Optional<String> ca, Optional<String> certificate, Optional<String> key, Optional<String> token) {
        public static final TrustFiles NONE =
                new TrustFiles(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * What is sent; an empty set means all.
     *
     * @param from the lowest tier of a decision that is sent; what has no tier is sent
     */
    public record Filter(Set<String> kinds, Set<String> agents, Tier from) {
        public static final Filter ALL = new Filter(Set.of(), Set.of(), Tier.T1);

        public Filter {
            kinds = Set.copyOf(kinds);
            agents = Set.copyOf(agents);
        }
    }

    /** rsyslog and others cut what is longer than 8 KiB in two. */
    private static final int SYSLOG_BUDGET = 7 << 10;

    private static final int USUAL_BUDGET = 256 << 10;

    public SinkSettings {
        if (!name.matches("[a-z][a-z0-9-]{0,30}")) {
            throw new IllegalArgumentException("not a sink's name (lower-case letters, digits, -, at most 31)");
        }
        if (budget < 512 || budget > 1 << 20) throw new IllegalArgumentException("a budget is 512 to 1048576 bytes");
        if (type.notices() && onFailure != OnFailure.GO_ON)
            throw new IllegalArgumentException("notices hold nothing back: onFailure is go-on");
        if (limit.isNegative()) throw new IllegalArgumentException("a limit is not negative");
    }

    /** A receiver that tells nobody. */
    public SinkSettings(
            String name,
            Type type,
            Form form,
            String to,
            TrustFiles files,
            Filter filter,
            Duration limit,
            OnFailure onFailure,
            int budget) {
        this(name, type, form, to, files, filter, limit, onFailure, budget, NoticeSettings.NONE);
    }

    /** Whether it tells people, instead of taking the log. */
    public boolean notices() {
        return type.notices();
    }

    public boolean syslog() {
        return type == Type.SYSLOG_TLS || type == Type.SYSLOG_TCP;
    }

    static SinkSettings of(Fields fields) {
        var type = fields.oneOf("type", Type.class);
        boolean syslog = type == Type.SYSLOG_TLS || type == Type.SYSLOG_TCP;
        var settings = new SinkSettings(
                fields.text("name"),
                type,
                fields.has("form") ? fields.oneOf("form", Form.class) : Form.OCSF,
                fields.parsed("to", SinkSettings::given),
                new TrustFiles(
                        fields.optionalText("ca"),
                        fields.optionalText("certificate"),
                        fields.optionalText("key"),
                        fields.optionalText("token")),
                new Filter(
                        kinds(type, fields),
                        Set.copyOf(fields.texts("agents")),
                        fields.has("from") ? Tier.of(fields.number("from")) : Tier.T1),
                fields.optionallyParsed("limit", Duration::parse).orElse(Duration.ofMinutes(15)),
                fields.has("onFailure") ? fields.oneOf("onFailure", OnFailure.class) : usual(type),
                fields.optionalNumber("budget").map(Math::toIntExact).orElse(syslog ? SYSLOG_BUDGET : USUAL_BUDGET),
                fields.has("notice") ? NoticeSettings.of(fields.fields("notice")) : NoticeSettings.NONE);
        fields.end();
        return settings;
    }

    private static Set<String> kinds(Type type, Fields fields) {
        var kinds = Set.copyOf(fields.texts("kinds"));
        return type.notices() && kinds.isEmpty() ? Set.of("approval") : kinds;
    }

    private static OnFailure usual(Type type) {
        return type.notices() ? OnFailure.GO_ON : OnFailure.STOP_TIER_3;
    }

    private static String given(String to) {
        if (to.isBlank()) throw new IllegalArgumentException("expected where to send");
        return to;
    }

    JsonObject json() {
        return JsonObject.with("name", name)
                .and("type", Fields.spelling(type))
                .and("form", Fields.spelling(form))
                .and("to", to)
                .and("ca", files.ca().map(JsonString::new))
                .and("certificate", files.certificate().map(JsonString::new))
                .and("key", files.key().map(JsonString::new))
                .and("token", files.token().map(JsonString::new))
                .and("kinds", sorted(filter.kinds()))
                .and("agents", sorted(filter.agents()))
                .and("from", JsonNumber.of(filter.from().number()))
                .and("limit", limit.toString())
                .and("onFailure", Fields.spelling(onFailure))
                .and("budget", budget)
                .and("notice", notice.json())
                .build();
    }

    private static JsonArray sorted(Set<String> texts) {
        return JsonArray.ofStrings(List.copyOf(texts.stream().sorted().toList()));
    }
}
