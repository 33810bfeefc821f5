package dev.bailiwick.core.register;

import dev.bailiwick.core.value.MailAddress;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How people are told over a sink that carries notices.
 *
 * @param link where people reach the console; the console's own address when absent
 * @param from the sender of mail
 * @param people who is reached at which address
 */
public record NoticeSettings(Optional<URI> link, Optional<MailAddress> from, Map<PersonId, MailAddress> people) {
    public static final NoticeSettings NONE = new NoticeSettings(Optional.empty(), Optional.empty(), Map.of());

    public NoticeSettings {
        people = Map.copyOf(people);
    }

    static NoticeSettings of(Fields fields) {
        var people = new TreeMap<String, MailAddress>();
        var addresses = fields.has("people") ? fields.object("people") : JsonObject.EMPTY;
        if (fields.has("people")) {
            var each = fields.fields("people");
            for (String person : addresses.members().keySet())
                people.put(person, each.parsed(person, NoticeSettings::address));
        }
        var settings = new NoticeSettings(
                fields.optionallyParsed("link", NoticeSettings::link),
                fields.optionallyParsed("from", NoticeSettings::address),
                people.entrySet().stream()
                        .collect(java.util.stream.Collectors.toMap(
                                entry -> new PersonId(entry.getKey()), Map.Entry::getValue)));
        fields.end();
        return settings;
    }

    private static URI link(String text) {
        var link = URI.create(text);
        boolean web = "https".equals(link.getScheme()) || "http".equals(link.getScheme());
        if (!web || link.getHost() == null || link.getRawQuery() != null || link.getRawFragment() != null)
            throw new IllegalArgumentException("not an address such as https://bailiwick.corp.example");
        return link;
    }

    private static MailAddress address(String text) {
        return MailAddress.read(text)
                .orElseThrow(() -> new IllegalArgumentException("not a plain mail address such as ana@corp.example"));
    }

    Optional<JsonObject> json() {
        if (equals(NONE)) return Optional.empty();
        var addresses = JsonObject.builder();
        people.entrySet().stream()
                .sorted((one, other) ->
                        one.getKey().value().compareTo(other.getKey().value()))
                .forEach(entry ->
                        addresses.and(entry.getKey().value(), entry.getValue().toString()));
        return Optional.of(JsonObject.with("people", addresses.build())
                .and("link", link.map(uri -> new JsonString(uri.toString())))
                .and("from", from.map(address -> new JsonString(address.toString())))
                .build());
    }
}
