package dev.bailiwick.app.wiring;

import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.review.Accounts;
import dev.bailiwick.procedure.review.CampaignDesk;
import java.util.Optional;

/** {@code accounts.list}: agents as privileged accounts. */
final class AccountVerbs implements Verbs {
    private final Accounts accounts;
    private final CampaignDesk campaigns;

    AccountVerbs(Accounts accounts, CampaignDesk campaigns) {
        this.accounts = accounts;
        this.campaigns = campaigns;
    }

    @Override
    public Optional<JsonObject> answer(Actor.Human actor, JsonObject request) {
        if (!request.string("verb").equals(Optional.of("accounts.list"))) return Optional.empty();
        var fields = Fields.of(request);
        fields.text("verb");
        fields.end();
        var rows = accounts.all().stream().<JsonValue>map(this::row).toList();
        return Optional.of(JsonObject.with("accounts", new JsonArray(rows)).build());
    }

    private JsonObject row(Accounts.Account account) {
        var agent = account.agent();
        return JsonObject.with("agent", agent.id().value())
                .and("state", Fields.spelling(account.state()))
                .and("step", Fields.spelling(agent.step()))
                .and("operator", agent.operator().value())
                .and(
                        "owner",
                        agent.owners()
                                .map(owners -> owners.of(Function.SECURITY))
                                .map(PersonId::value)
                                .orElse(""))
                .and("account", agent.account().orElse(""))
                .and("since", agent.since().toString())
                .and("used", account.used().map(Object::toString).orElse(""))
                .and("reviewed", reviewed(account))
                .build();
    }

    private String reviewed(Accounts.Account account) {
        var name = dev.bailiwick.core.review.Grant.agent(account.agent().id());
        return campaigns
                .current()
                .flatMap(campaign -> Optional.ofNullable(campaign.words().get(name)))
                .map(word -> word.at().toString())
                .orElse("");
    }
}
