package dev.bailiwick.console.api;

import dev.bailiwick.core.approval.Ticket;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.procedure.approval.TicketDesk;
import dev.bailiwick.procedure.approval.Tickets;
import dev.bailiwick.procedure.register.ConfirmedTools;
import dev.bailiwick.procedure.register.Worklist;

/** {@code tickets.…} and {@code tools.…}. */
public final class RegisterVerbs {
    private static final int PAGE = 100;

    private final Tickets tickets;
    private final TicketDesk desk;
    private final ConfirmedTools tools;
    private final Worklist worklist;

    public RegisterVerbs(Tickets tickets, TicketDesk desk, ConfirmedTools tools, Worklist worklist) {
        this.tickets = tickets;
        this.desk = desk;
        this.tools = tools;
        this.worklist = worklist;
    }

    AdminAnswer answer(Actor.Human actor, AdminRequest.OfRegister request) {
        return switch (request) {
            case AdminRequest.ListTickets(var page) ->
                AdminAnswer.list(
                        "tickets",
                        tickets.list(PAGE, page * PAGE).stream()
                                .map(Ticket::json)
                                .toList());
            case AdminRequest.OpenTicket(var plan) ->
                new AdminAnswer.Ok(desk.open(plan, actor).json());
            case AdminRequest.EndTicket(var id, var state) ->
                desk.end(id, state, actor).map(AdminAnswer::refused).orElseGet(AdminAnswer::ok);
            case AdminRequest.ListTools(var page) ->
                AdminAnswer.list(
                        "tools",
                        tools.list(PAGE, page * PAGE).stream()
                                .map(RegisterVerbs::json)
                                .toList());
            case AdminRequest.ConfirmTool(var digest, var tier, var reason) ->
                worklist.confirm(digest, tier, actor, reason)
                        .map(AdminAnswer::refused)
                        .orElseGet(AdminAnswer::ok);
        };
    }

    private static JsonObject json(ConfirmedTools.Tool tool) {
        return JsonObject.with("digest", tool.digest().toString())
                .and("name", tool.name())
                .and("firstUser", tool.firstUser().value())
                .and("firstSeen", tool.firstSeen().toString())
                .and("example", tool.example())
                .and("tier", tool.confirmed().map(tier -> JsonNumber.of(tier.number())))
                .and("by", tool.by().map(person -> new JsonString(person.value())))
                .and("at", tool.at().map(at -> new JsonString(at.toString())))
                .build();
    }
}
