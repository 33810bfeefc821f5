package dev.bailiwick.console.integration;

import dev.bailiwick.console.frame.Answer;
import dev.bailiwick.console.frame.Pages;
import dev.bailiwick.console.frame.Routes;
import dev.bailiwick.console.frame.Visit;
import dev.bailiwick.console.text.Shown;
import dev.bailiwick.console.text.Spoken;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.procedure.register.PaperDesk;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The papers in force, and which owner has not read them yet; an owner acknowledges here. */
public final class PaperPages implements Pages {
    /** One owner of one paper. */
    public record Reader(String person, String agents, String says, String tone) {}

    /** One paper. */
    public record Sheet(
            String subject,
            int version,
            String at,
            String due,
            String digest,
            Shown text,
            List<Reader> readers,
            boolean yours) {
        public Sheet {
            readers = List.copyOf(readers);
        }
    }

    /** All of them. */
    public record Board(List<Sheet> sheets, Optional<String> notice) {
        public Board {
            sheets = List.copyOf(sheets);
        }
    }

    private final PaperDesk desk;
    private final InstantSource clock;

    public PaperPages(PaperDesk desk, InstantSource clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @Override
    public void on(Routes routes) {
        routes.get("/papers", visit -> page(visit, 200, Optional.empty()))
                .post("/papers/{digest}/acknowledge", this::acknowledge);
    }

    private Answer acknowledge(Visit visit) {
        var version = visit.part("digest", Digest::new);
        if (version.isEmpty()) return Answer.notFound("paper");
        return desk.acknowledge(version.get(), visit.actor())
                .map(why -> page(visit, 409, Optional.of(why)))
                .orElseGet(() -> new Answer.Go("/papers"));
    }

    private Answer page(Visit visit, int status, Optional<String> notice) {
        var readings = desk.readings();
        var now = clock.instant();
        var sheets = desk.published().stream()
                .map(each -> sheet(each, readings, visit.person().id(), now))
                .toList();
        return new Answer.Page(status, "Papers", "papers.jte", new Board(sheets, notice));
    }

    private static Sheet sheet(
            PaperDesk.Published paper, List<PaperDesk.Reading> readings, PersonId visitor, Instant now) {
        var theirs =
                readings.stream().filter(each -> each.published().equals(paper)).toList();
        boolean yours =
                theirs.stream().anyMatch(each -> each.person().equals(Optional.of(visitor)) && !each.acknowledged());
        return new Sheet(
                paper.paper().subject(),
                paper.version(),
                Spoken.time(paper.at()),
                Spoken.time(paper.due()),
                paper.digest().hex(),
                Shown.block(paper.paper().text()),
                theirs.stream().map(each -> reader(each, now)).toList(),
                yours);
    }

    private static Reader reader(PaperDesk.Reading each, Instant now) {
        boolean late = each.overdue(now);
        return new Reader(
                each.person().map(PersonId::value).orElse("nobody is named"),
                String.join(", ", each.agents().stream().map(AgentId::value).toList()),
                each.acknowledged() ? "acknowledged" : late ? "overdue" : "has not acknowledged yet",
                each.acknowledged() ? "good" : late ? "bad" : "wait");
    }
}
