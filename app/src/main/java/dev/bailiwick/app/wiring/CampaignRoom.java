package dev.bailiwick.app.wiring;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.ServiceKey;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.register.integration.Integration;
import dev.bailiwick.core.review.Campaign;
import dev.bailiwick.core.review.Grant;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.review.CampaignDesk;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Recertification over the grants there are today: each agent's place on the ladder, each credential and integration it may use. */
final class CampaignRoom implements Verbs {
    private final Rooms rooms;
    private final Keys keys;
    private final CampaignDesk desk;

    private CampaignRoom(Rooms rooms, Keys keys) {
        this.rooms = rooms;
        this.keys = keys;
        var enforcement = rooms.enforcement();
        desk = new CampaignDesk(
                rooms.records().log(),
                new CampaignDesk.Surroundings(
                        rooms.known().facts()::now,
                        this::grants,
                        enforcement.alerts(),
                        enforcement.precautions(),
                        keys.desk()::suspend,
                        rooms.desks().integrations(),
                        rooms.clock()));
    }

    /** What lapsed before the start does not work from the first decision on. */
    static CampaignRoom open(Rooms rooms, Keys keys) {
        var room = new CampaignRoom(rooms, keys);
        room.desk.round();
        return room;
    }

    CampaignDesk desk() {
        return desk;
    }

    private List<Grant> grants() {
        var agents = rooms.known().facts().now().agents();
        var acting = agents.values().stream()
                .filter(agent -> agent.step() != Step.DRAFT)
                .sorted(Comparator.comparing(agent -> agent.id().value()))
                .map(this::place);
        var integrations = rooms.desks().integrations().live().stream()
                .filter(each -> each.state() == Integration.State.APPROVED)
                .filter(each -> !each.lapsed(rooms.clock().instant()))
                .map(this::integration);
        return Stream.of(acting, keys.desk().all().stream().map(this::credential), integrations)
                .flatMap(each -> each)
                .toList();
    }

    private Grant place(Agent agent) {
        var granted = "step " + Fields.spelling(agent.stepAt(rooms.clock().instant())) + ", pack "
                + Fields.spelling(agent.pack());
        return new Grant(
                Grant.agent(agent.id()),
                agent.id(),
                granted,
                0,
                Optional.empty(),
                Optional.of(agent.since()),
                Set.of(agent.operator()));
    }

    private Grant credential(ServiceKey key) {
        var issued = keys.broker().open().stream()
                .filter(lease -> lease.key().equals(key.name()) && lease.state() == Lease.State.ACTIVE)
                .findFirst()
                .map(Lease::issued);
        return new Grant(
                Grant.credential(key.name()), key.agent(), key.host(), 0, Optional.empty(), issued, operator(key));
    }

    /** Whoever asked for it does not say that it is still needed. */
    private Grant integration(Integration each) {
        var apart = new HashSet<PersonId>();
        apart.add(each.requester());
        rooms.known().facts().now().agent(each.ask().agent()).ifPresent(agent -> apart.add(agent.operator()));
        return Grant.of(each, apart);
    }

    private Set<PersonId> operator(ServiceKey key) {
        return rooms.known().facts().now().agent(key.agent()).stream()
                .map(Agent::operator)
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<JsonObject> answer(Actor.Human actor, JsonObject request) {
        var fields = Fields.of(request);
        var answer = switch (fields.text("verb")) {
            case "campaigns.show" -> show();
            case "campaigns.open" -> done(desk.open(actor));
            case "campaigns.answer" ->
                done(desk.answer(
                        fields.texts("grants"),
                        fields.oneOf("answer", Campaign.Answer.class),
                        fields.text("reason"),
                        actor));
            default -> null;
        };
        if (answer != null) fields.end();
        return Optional.ofNullable(answer);
    }

    private JsonObject done(Optional<String> obstacle) {
        obstacle.ifPresent(why -> {
            throw new Refusal(4, why);
        });
        return show();
    }

    private JsonObject show() {
        var now = rooms.clock().instant();
        return desk.current()
                .map(campaign -> JsonObject.with("campaign", campaign.id())
                        .and("deadline", campaign.deadline().toString())
                        .and(
                                "grants",
                                new JsonArray(campaign.grants().stream()
                                        .<JsonValue>map(grant -> campaign.json(grant, now))
                                        .toList()))
                        .build())
                .orElseGet(() -> JsonObject.with("campaign", "none yet")
                        .and("grants", JsonArray.EMPTY)
                        .build());
    }
}
