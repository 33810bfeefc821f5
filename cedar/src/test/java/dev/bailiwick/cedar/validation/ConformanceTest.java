package dev.bailiwick.cedar.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.cedar.CedarException;
import dev.bailiwick.cedar.Datetime;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.RecordValue;
import dev.bailiwick.cedar.Value;
import dev.bailiwick.cedar.entity.EntityJson;
import dev.bailiwick.cedar.entity.ValueJson;
import dev.bailiwick.cedar.schema.Schema;
import dev.bailiwick.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConformanceTest {

    private static final Schema SCHEMA = Schema.parse("""
            entity Group in [Group];
            entity Person in [Group] { age: Long, nick?: String, friends: Set<Person>, level: Level, at: { x: Long, y?: Long } }
              tags Set<Long>;
            entity Doc { since: datetime, from: ipaddr, owner: Person };
            entity Level enum ["low", "high"];
            action read in [look] appliesTo { principal: Person, resource: Doc, context: { level: Level, n?: Long } };
            action look in [all];
            action all;
            """);

    private final Conformance conformance = new Conformance(SCHEMA);

    private static EntityUid uid(String text) {
        int cut = text.indexOf("::");
        return EntityUid.of(text.substring(0, cut), text.substring(cut + 2));
    }

    private static RecordValue context(String json) {
        return ValueJson.readRecord(Json.parse(json), SCHEMA.context(uid("Action::read")));
    }

    @Test
    void a_request_that_the_schema_allows_passes() {
        assertThat(conformance.request(
                        uid("Person::p"),
                        uid("Action::read"),
                        uid("Doc::d"),
                        context("{\"level\": {\"type\": \"Level\", \"id\": \"low\"}, \"n\": 3}")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Pearson::p | Action::read | Doc::d | {} | principal: entity type `Pearson` is not in the schema (did you mean `Person`?)",
                "Person::p | Action::read | Dok::d | {} | resource: entity type `Dok` is not in the schema",
                "Action::read | Action::read | Doc::d | {} | principal: entity type `Action` is not in the schema",
                "Person::p | Action::reed | Doc::d | {} | action: action `Action::\"reed\"` is not in the schema (did you mean",
                "Person::p | Person::read | Doc::d | {} | action: action `Person::\"read\"` is not in the schema",
                "Doc::d | Action::read | Doc::d | {} | does not apply to a principal of type `Doc`, only to Person",
                "Person::p | Action::read | Person::d | {} | does not apply to a resource of type `Person`, only to Doc",
                "Person::p | Action::look | Doc::d | {} | does not apply to a principal of type `Person`: it applies to nothing",
                "Level::mid | Action::read | Doc::d | {} | is none of the entities listed for `Level`",
                "Person::p | Action::read | Doc::d | {} | context: attribute \"level\" is missing",
                "Person::p | Action::read | Doc::d | {\"level\": 1} | context: in attribute \"level\", expected `Level`, got long",
                "Person::p | Action::read | Doc::d | {\"level\": {\"type\": \"Level\", \"id\": \"mid\"}} | is none of the entities",
                "Person::p | Action::read | Doc::d | {\"level\": {\"type\": \"Doc\", \"id\": \"d\"}} | expected `Level`, got an entity of type `Doc`",
                "Person::p | Action::read | Doc::d | {\"level\": {\"type\": \"Level\", \"id\": \"low\"}, \"m\": 1} | attribute \"m\" is not in the schema",
                "Person::p | Action::read | Doc::d | {\"level\": {\"type\": \"Level\", \"id\": \"low\"}, \"n\": true} | expected `Long`, got bool",
            })
    void a_request_that_the_schema_does_not_allow_is_refused(
            String principal, String action, String resource, String context, String message) {
        assertThat(conformance.request(uid(principal), uid(action), uid(resource), context(context)))
                .get()
                .asString()
                .contains(message);
    }

    @Test
    void a_context_can_be_checked_alone() {
        assertThat(conformance.context(uid("Action::read"), RecordValue.EMPTY)).isPresent();
        assertThat(conformance.context(uid("Action::look"), RecordValue.EMPTY)).isEmpty();
        assertThat(conformance.context(uid("Action::nope"), RecordValue.EMPTY)).isPresent();
    }

    private static String person(String attributes, String rest) {
        return "[{\"uid\": {\"type\": \"Person\", \"id\": \"p\"}, \"attrs\": {\"age\": 1, \"friends\": [],"
                + " \"level\": {\"type\": \"Level\", \"id\": \"low\"}, \"at\": {\"x\": 1}" + attributes + "}, " + rest
                + "}]";
    }

    @Test
    void entities_that_fit_pass_with_implicit_forms_read_by_the_schema() {
        var entities = EntityJson.parse("""
                [{"uid": {"type": "Doc", "id": "d"}, "parents": [],
                  "attrs": {"since": "2024-01-01", "from": "10.0.0.1", "owner": {"type": "Person", "id": "p"}}},
                 {"uid": {"type": "Group", "id": "g"}, "attrs": {}, "parents": [{"type": "Group", "id": "h"}]},
                 {"uid": {"type": "Level", "id": "low"}, "attrs": {}, "parents": []},
                 {"uid": {"type": "Action", "id": "read"}, "attrs": {}, "parents": [{"type": "Action", "id": "look"}]}]
                """, SCHEMA);

        assertThat(conformance.entities(entities)).isEmpty();
        assertThat(entities.getFirst().attributes().get("since")).isInstanceOf(Datetime.class);
        assertThat(entities.getFirst().attributes().get("owner")).isEqualTo((Value) uid("Person::p"));
        assertThat(conformance.entities(EntityJson.parse(
                        person(
                                ", \"nick\": \"x\"",
                                "\"parents\": [{\"type\": \"Group\", \"id\": \"g\"}], \"tags\": {\"a\": [1]}"),
                        SCHEMA)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                ", \"more\": 1 | \"parents\": [] | attribute \"more\" is not in the schema",
                ", \"nick\": 1 | \"parents\": [] | in attribute \"nick\", expected `String`, got long",
                " | \"parents\": [{\"type\": \"Doc\", \"id\": \"d\"}] | are never in one of type `Doc`",
                " | \"parents\": [], \"tags\": {\"a\": 1} | in tag \"a\", expected `Set<Long>`, got long",
                " | \"parents\": [], \"tags\": {\"a\": [1, true]} | in tag \"a\", in a set, expected `Long`, got bool",
            })
    void an_entity_that_does_not_fit_is_named_with_the_reason(String attributes, String rest, String message) {
        var json = person(attributes == null ? "" : attributes, rest);

        assertThat(conformance.entities(EntityJson.parse(json, SCHEMA)))
                .singleElement()
                .asString()
                .startsWith("entity `Person::\"p\"`: ")
                .contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\": \"Nope\", \"id\": \"x\"} | {} | | entity type `Nope` is not in the schema",
                "{\"type\": \"Person\", \"id\": \"x\"} | {} | | attribute \"age\" is missing",
                "{\"type\": \"Level\", \"id\": \"mid\"} | {} | | is none of the entities listed for `Level`",
                "{\"type\": \"Level\", \"id\": \"low\"} | {\"a\": 1} | | attribute \"a\" is not in the schema",
                "{\"type\": \"Level\", \"id\": \"low\"} | {} | {\"type\": \"Level\", \"id\": \"high\"} | are never in one of type `Level`",
                "{\"type\": \"Group\", \"id\": \"g\"} | {} | {\"type\": \"Person\", \"id\": \"p\"} | are never in one of type `Person`",
                "{\"type\": \"Action\", \"id\": \"nope\"} | {} | | action `Action::\"nope\"` is not in the schema",
                "{\"type\": \"Action\", \"id\": \"read\"} | {} | | is not as the schema declares it",
                "{\"type\": \"Action\", \"id\": \"all\"} | {\"a\": 1} | | is not as the schema declares it",
                "{\"type\": \"Action\", \"id\": \"read\"} | {} | {\"type\": \"Action\", \"id\": \"all\"} | is not as the schema declares it",
            })
    void no_entity_escapes_its_type(String uid, String attributes, String parent, String message) {
        String json = "[{\"uid\": " + uid + ", \"attrs\": " + attributes + ", \"parents\": ["
                + (parent == null ? "" : parent) + "]}]";

        assertThat(conformance.entities(EntityJson.parse(json, SCHEMA)))
                .singleElement()
                .asString()
                .contains(message);
    }

    @Test
    void ancestors_count_however_far_up() {
        var schema = Schema.parse("entity A in B; entity B in C; entity C; entity X;");
        var far = EntityJson.parse("""
                [{"uid": {"type": "A", "id": "a"}, "attrs": {}, "parents": [{"type": "B", "id": "b"}]},
                 {"uid": {"type": "B", "id": "b"}, "attrs": {}, "parents": [{"type": "X", "id": "x"}]}]
                """, schema);

        assertThat(new Conformance(schema).entities(far))
                .extracting(Mismatch::about)
                .containsExactly("entity `A::\"a\"`", "entity `B::\"b\"`");
    }

    @Test
    void an_entity_given_twice_is_refused() {
        String twice = "[{\"uid\": {\"type\": \"Group\", \"id\": \"g\"}, \"attrs\": {}, \"parents\": []},"
                + "{\"uid\": {\"type\": \"Group\", \"id\": \"g\"}, \"attrs\": {}, \"parents\": []}]";

        assertThatThrownBy(() -> conformance.entities(EntityJson.parse(twice, SCHEMA)))
                .isInstanceOf(CedarException.class);
    }
}
