package dev.bailiwick.console.tickets;

import dev.bailiwick.console.frame.Answer;
import dev.bailiwick.console.frame.Form;
import dev.bailiwick.console.frame.NotUnderstood;
import dev.bailiwick.console.frame.Pages;
import dev.bailiwick.console.frame.Routes;
import dev.bailiwick.console.frame.Visit;
import dev.bailiwick.console.text.Spoken;
import dev.bailiwick.core.approval.Ticket;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.procedure.approval.TicketDesk;
import dev.bailiwick.procedure.approval.Tickets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The list of tickets, and opening, closing, cancelling one. */
public final class TicketPages implements Pages {
    private static final int PAGE = 25;
    private static final Duration WINDOW = Duration.ofHours(2);

    /** One ticket. */
    public record Line(
            String id,
            String title,
            String agent,
            String system,
            String author,
            String from,
            String until,
            String state,
            String tone,
            Optional<String> usedBy,
            boolean open) {}

    /** The page; {@code from} and {@code until} are what the form proposes, in UTC. */
    public record View(
            List<Line> tickets,
            List<String> agents,
            String from,
            String until,
            int page,
            boolean more,
            Optional<String> notice) {
        public View {
            tickets = List.copyOf(tickets);
            agents = List.copyOf(agents);
        }
    }

    private final Tickets tickets;
    private final TicketDesk desk;
    private final Supplier<Facts> facts;
    private final InstantSource clock;

    public TicketPages(Tickets tickets, TicketDesk desk, Supplier<Facts> facts, InstantSource clock) {
        this.tickets = tickets;
        this.desk = desk;
        this.facts = facts;
        this.clock = clock;
    }

    @Override
    public void on(Routes routes) {
        routes.get("/tickets", visit -> page(visit, 200, Optional.empty()))
                .post("/tickets", this::open)
                .post("/tickets/{id}/close", visit -> end(visit, Ticket.State.CLOSED))
                .post("/tickets/{id}/cancel", visit -> end(visit, Ticket.State.CANCELLED));
    }

    private Answer page(Visit visit, int status, Optional<String> notice) {
        int page = visit.page();
        Instant now = clock.instant();
        var found = tickets.list(PAGE + 1, page * PAGE);
        var view = new View(
                found.stream().limit(PAGE).map(ticket -> line(ticket, now)).toList(),
                facts.get().agents().keySet().stream()
                        .map(Object::toString)
                        .sorted()
                        .toList(),
                local(now),
                local(now.plus(WINDOW)),
                page,
                found.size() > PAGE,
                notice);
        return new Answer.Page(status, "Tickets", "tickets.jte", view);
    }

    private static String local(Instant at) {
        return LocalDateTime.ofInstant(at.truncatedTo(ChronoUnit.MINUTES), ZoneOffset.UTC)
                .toString();
    }

    private static Line line(Ticket ticket, Instant now) {
        boolean open = ticket.state() == Ticket.State.OPEN;
        boolean inside = open && !now.isBefore(ticket.from()) && now.isBefore(ticket.until());
        return new Line(
                ticket.id().value(),
                ticket.title(),
                ticket.agent().value(),
                ticket.system(),
                ticket.author().value(),
                Spoken.time(ticket.from()),
                Spoken.time(ticket.until()),
                state(ticket, inside),
                inside && ticket.usedBy().isEmpty() ? "good" : "quiet",
                ticket.usedBy().map(Object::toString),
                open);
    }

    private static String state(Ticket ticket, boolean inside) {
        if (ticket.state() != Ticket.State.OPEN) return Fields.spelling(ticket.state());
        if (ticket.usedBy().isPresent()) return "used";
        return inside ? "open, inside its window" : "open, outside its window";
    }

    private Answer open(Visit visit) {
        var form = visit.form();
        var plan = new TicketDesk.Plan(
                form.required("title", "a title"),
                form.parsed("agent", AgentId::new).orElseThrow(() -> new NotUnderstood("Please choose an agent.")),
                form.required("system", "the system that is changed"),
                instant(form, "from"),
                instant(form, "until"));
        try {
            desk.open(plan, visit.actor());
            return new Answer.Go("/tickets");
        } catch (IllegalArgumentException e) {
            return page(visit, 409, Optional.of(String.valueOf(e.getMessage())));
        }
    }

    private static Instant instant(Form form, String name) {
        return form.parsed(name, text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC))
                .orElseThrow(() -> new NotUnderstood("A change window has a start and an end."));
    }

    private Answer end(Visit visit, Ticket.State state) {
        var id = visit.part("id", TicketId::new);
        if (id.isEmpty()) return Answer.notFound("ticket");
        return desk.end(id.get(), state, visit.actor())
                .map(why -> page(visit, 409, Optional.of(why)))
                .orElseGet(() -> new Answer.Go("/tickets"));
    }
}
