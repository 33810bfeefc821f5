package dev.bailiwick.core.decision;

import static dev.bailiwick.core.testing.World.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.catalog.Operation;
import dev.bailiwick.core.catalog.Resource;
import dev.bailiwick.core.catalog.Verb;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.session.Instruction;
import dev.bailiwick.core.session.Provenance;
import dev.bailiwick.core.session.Source;
import dev.bailiwick.core.testing.World;
import dev.bailiwick.core.value.DataClass;
import dev.bailiwick.core.value.Money;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonNumber;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MeaningTest {
    private static final Meaning FULL = new Meaning(
            Verb.REFUND,
            new Operation(
                    "payments.refund",
                    Operation.Known.CATALOGUED,
                    "pay",
                    Tier.T3,
                    "p1",
                    List.of("it pays money back"),
                    List.of("an address carries a key")),
            new Resource(Resource.Kind.PAYMENT_ACCOUNT, "p1", true, Set.of(DataClass.CARD, DataClass.PERSONAL)),
            Optional.of(new PersonId("cleo")),
            Source.PERSON,
            Source.UNTRUSTED,
            List.of(new Provenance("payment", Source.PERSON, "message 1", "please refund p1")),
            Optional.of(new Instruction("1:refund:p1", "please refund p1")),
            true,
            2,
            true,
            Set.of(DataClass.PERSONAL),
            Optional.of(new Money(1250, "EUR")));

    @Test
    void a_meaning_is_the_same_after_it_was_written_and_read() {
        assertThat(Meaning.of(Json.parseObject(FULL.json().text()))).isEqualTo(FULL);
        for (var attempt :
                List.of(call("crm.read", "{}"), call("lab__echo", "{}"), call("web_fetch", "{\"url\": 1}"))) {
            var meaning = World.at(Step.PRODUCTION).meaning(attempt);
            assertThat(Meaning.of(Json.parseObject(meaning.json().text()))).isEqualTo(meaning);
        }
    }

    @Test
    void a_signal_or_an_amount_beyond_the_scale_is_no_meaning() {
        assertThatThrownBy(() -> Meaning.of(FULL.json().plus("signal", JsonNumber.of(4))))
                .hasMessageContaining("signal");
        var amount = FULL.json().object("money").orElseThrow().plus("minor", JsonNumber.of(0));
        assertThatThrownBy(() -> Meaning.of(FULL.json().plus("money", amount))).hasMessageContaining("minor");
    }

    @Test
    void a_verb_is_the_action_of_the_schema() {
        assertThat(Verb.UPDATE_RECORD.action()).isEqualTo("updateRecord");
        assertThat(Verb.AMEND_INSTRUCTIONS.action()).isEqualTo("amendInstructions");
        assertThat(Verb.SEND.action()).isEqualTo("send");
    }

    @Test
    void the_less_trustworthy_of_two_sources_counts() {
        assertThat(Source.PERSON.and(Source.UNTRUSTED)).isEqualTo(Source.UNTRUSTED);
        assertThat(Source.MODEL.and(Source.INTERNAL)).isEqualTo(Source.MODEL);
    }
}
