package dev.bailiwick.console.integration;

import dev.bailiwick.console.frame.Answer;
import dev.bailiwick.console.frame.Pages;
import dev.bailiwick.console.frame.Routes;
import dev.bailiwick.console.frame.Visit;
import dev.bailiwick.console.text.Spoken;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.procedure.register.Ownership;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Who answers for each agent; an owner accepts here. */
public final class OwnerPages implements Pages {
    /** One of an agent's three places. */
    public record Place(String function, String person, String says, String tone) {}

    /** One agent. */
    public record Line(String agent, boolean orphaned, List<Place> places, boolean yours) {
        public Line {
            places = List.copyOf(places);
        }
    }

    /** All of them. */
    public record Board(List<Line> lines, Optional<String> notice) {
        public Board {
            lines = List.copyOf(lines);
        }
    }

    private final Ownership ownership;
    private final Supplier<Facts> facts;

    public OwnerPages(Ownership ownership, Supplier<Facts> facts) {
        this.ownership = ownership;
        this.facts = facts;
    }

    @Override
    public void on(Routes routes) {
        routes.get("/owners", visit -> page(visit, 200, Optional.empty())).post("/owners/{id}/accept", this::accept);
    }

    private Answer accept(Visit visit) {
        var agent = visit.part("id", AgentId::new);
        if (agent.isEmpty()) return Answer.notFound("agent");
        return ownership
                .accept(agent.get(), visit.actor())
                .map(why -> page(visit, 409, Optional.of(why)))
                .orElseGet(() -> new Answer.Go("/owners"));
    }

    private Answer page(Visit visit, int status, Optional<String> notice) {
        var lines = facts.get().agents().values().stream()
                .sorted(Comparator.comparing(agent -> agent.id().value()))
                .map(agent -> line(agent, visit.person().id()))
                .toList();
        return new Answer.Page(status, "Owners", "owners.jte", new Board(lines, notice));
    }

    private Line line(Agent agent, PersonId visitor) {
        var places = ownership.of(agent);
        boolean yours =
                places.stream().anyMatch(place -> place.person().equals(Optional.of(visitor)) && !place.accepted());
        return new Line(
                agent.id().value(),
                ownership.orphaned(agent),
                places.stream().map(OwnerPages::place).toList(),
                yours);
    }

    private static Place place(Ownership.Place place) {
        return new Place(
                Spoken.function(place.function()),
                place.person().map(PersonId::value).orElse("nobody"),
                place.obstacle().orElse("accepted"),
                place.obstacle().isEmpty()
                        ? "good"
                        : place.accepted() || place.person().isEmpty() ? "bad" : "wait");
    }
}
