package dev.bailiwick.console.discovery;

import dev.bailiwick.console.frame.Answer;
import dev.bailiwick.console.frame.Pages;
import dev.bailiwick.console.frame.Routes;
import dev.bailiwick.console.text.Spoken;
import dev.bailiwick.core.register.discovery.Finding;
import dev.bailiwick.core.register.discovery.Sighting;
import dev.bailiwick.procedure.register.Discovery;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** One page: every finding, the latest seen first. */
public final class DiscoveryPages implements Pages {
    private static final Duration RECENT = Duration.ofDays(1);

    private final Discovery discovery;
    private final InstantSource clock;

    /** One finding, in words. */
    public record Line(
            String kind, String tone, String subject, String detail, String first, String last, long times) {}

    /** @param recent how many were seen within a day */
    public record View(List<Line> lines, long recent) {
        public View {
            lines = List.copyOf(lines);
        }
    }

    public DiscoveryPages(Discovery discovery, InstantSource clock) {
        this.discovery = discovery;
        this.clock = clock;
    }

    @Override
    public void on(Routes routes) {
        routes.get("/discovery", _ -> Answer.page("Discovery", "discovery.jte", view()));
    }

    private View view() {
        var now = clock.instant();
        var found = discovery.findings();
        return new View(
                found.stream().map(finding -> line(finding, now)).toList(),
                found.stream().filter(finding -> recent(finding, now)).count());
    }

    private static boolean recent(Finding finding, Instant now) {
        return finding.last().isAfter(now.minus(RECENT));
    }

    private static Line line(Finding finding, Instant now) {
        var sighting = finding.sighting();
        return new Line(
                word(sighting.kind()),
                recent(finding, now) ? "bad" : "quiet",
                sighting.subject(),
                sighting.detail(),
                ago(finding.first(), now),
                ago(finding.last(), now),
                finding.times());
    }

    private static String ago(Instant then, Instant now) {
        return Spoken.left(Duration.between(then, now)) + " ago";
    }

    private static String word(Sighting.Kind kind) {
        return switch (kind) {
            case PROCESS -> "process";
            case LISTENER -> "port";
            case EGRESS -> "connection";
            case IDENTITY -> "caller";
        };
    }
}
