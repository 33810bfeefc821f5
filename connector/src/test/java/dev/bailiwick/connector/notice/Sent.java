package dev.bailiwick.connector.notice;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.NoticeSettings;
import dev.bailiwick.core.register.SinkSettings;
import dev.bailiwick.core.value.MailAddress;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.notice.Notice;
import dev.bailiwick.procedure.sink.Parcel;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is sent in these tests: notices of entries, to Ana and Ben; Ben has no address. */
final class Sent {
    static final PersonId ANA = new PersonId("ana");
    static final PersonId BEN = new PersonId("ben");

    private Sent() {}

    static Notice notice(long entry, boolean first) {
        return new Notice(
                entry,
                Instant.parse("2026-11-24T09:00:00Z"),
                "approval",
                first ? "opened" : "approved",
                "task-0000000001",
                first,
                !first,
                Set.of(ANA, BEN),
                "T3 of agent desk: waits for you",
                List.of(".a line with a dot before it", "Needs business"),
                Optional.of("message -> ‹b› ünïcode"),
                "/approvals/task-0000000001");
    }

    static List<Parcel> parcels(long... entries) {
        return java.util.Arrays.stream(entries)
                .<Parcel>mapToObj(entry -> new Parcel.Logged(
                        Entry.of(
                                entry,
                                Instant.EPOCH,
                                Event.of(Event.Kind.APPROVAL, new Actor.House(), JsonObject.EMPTY)),
                        false))
                .toList();
    }

    static SinkSettings settings(SinkSettings.Type type, String to, Optional<Path> token, Optional<Path> ca) {
        return new SinkSettings(
                "people",
                type,
                SinkSettings.Form.ENTRY,
                to,
                new SinkSettings.TrustFiles(
                        ca.map(Path::toString), Optional.empty(), Optional.empty(), token.map(Path::toString)),
                new SinkSettings.Filter(Set.of("approval"), Set.of(), Tier.T1),
                Duration.ofMinutes(15),
                SinkSettings.OnFailure.GO_ON,
                4_096,
                new NoticeSettings(
                        Optional.of(URI.create("https://bailiwick.corp.example")),
                        MailAddress.read("bailiwick@corp.example"),
                        Map.of(ANA, MailAddress.read("ana@corp.example").orElseThrow())));
    }
}
