package dev.bailiwick.console.approval;

import dev.bailiwick.console.frame.Answer;
import dev.bailiwick.console.frame.Form;
import dev.bailiwick.console.frame.NotUnderstood;
import dev.bailiwick.console.frame.Pages;
import dev.bailiwick.console.frame.Routes;
import dev.bailiwick.console.frame.Visit;
import dev.bailiwick.console.text.Spoken;
import dev.bailiwick.core.approval.Glass;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.procedure.approval.GlassDesk;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Breaking the glass, and who did. */
public final class GlassPages implements Pages {
    /** One use. */
    public record Line(
            String id,
            String person,
            String agent,
            String ticket,
            String reason,
            String broken,
            String until,
            boolean inForce) {}

    /** @param obstacle why the viewer cannot break it, as far as their role says */
    public record View(List<Line> lines, List<String> agents, Optional<String> obstacle, Optional<String> notice) {
        public View {
            lines = List.copyOf(lines);
            agents = List.copyOf(agents);
        }
    }

    private final GlassDesk desk;
    private final Supplier<Facts> facts;
    private final InstantSource clock;

    public GlassPages(GlassDesk desk, Supplier<Facts> facts, InstantSource clock) {
        this.desk = desk;
        this.facts = facts;
        this.clock = clock;
    }

    @Override
    public void on(Routes routes) {
        routes.get("/break-glass", visit -> page(visit, 200, Optional.empty())).post("/break-glass", this::breakGlass);
    }

    private Answer page(Visit visit, int status, Optional<String> notice) {
        Instant now = clock.instant();
        var view = new View(
                desk.list().stream().map(glass -> line(glass, now)).toList(),
                facts.get().agents().keySet().stream()
                        .map(AgentId::value)
                        .sorted()
                        .toList(),
                facts.get()
                        .person(visit.actor().person())
                        .map(person -> person.obstacle(Permission.BREAK_GLASS))
                        .orElse(Optional.of("you are not an active person of the register")),
                notice);
        return new Answer.Page(status, "Break-glass", "glass.jte", view);
    }

    private static Line line(Glass glass, Instant now) {
        return new Line(
                glass.id().value(),
                glass.person().value(),
                glass.agent().value(),
                glass.ticket().value(),
                glass.reason(),
                Spoken.time(glass.broken()),
                Spoken.time(glass.until()),
                glass.inForce(now));
    }

    private Answer breakGlass(Visit visit) {
        return switch (desk.breakGlass(visit.actor(), plan(visit.form()))) {
            case GlassDesk.Answer.Broken _ -> new Answer.Go("/break-glass");
            case GlassDesk.Answer.NotBroken(var why) -> page(visit, 409, Optional.of(why));
        };
    }

    private static GlassDesk.Plan plan(Form form) {
        return new GlassDesk.Plan(
                form.parsed("agent", AgentId::new).orElseThrow(() -> new NotUnderstood("Please choose an agent.")),
                form.parsed("ticket", TicketId::new).orElseThrow(() -> new NotUnderstood("Please give a ticket.")),
                form.parsed("minutes", text -> Duration.ofMinutes(Long.parseLong(text)))
                        .orElseThrow(() -> new NotUnderstood("Please say for how many minutes.")),
                form.reason());
    }
}
