package dev.bailiwick.cedar.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.cedar.CedarException;
import dev.bailiwick.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two forms of a schema say the same. */
class SchemaFormsTest {

    private static final String TEXT = """
            @owner("it")
            namespace Shop {
              type Money = {
                minor: Long,
                @iso
                currency?: String,
              };
              entity Customer in [Segment] {
                "e-mail": String,
                spent: Money,
                seen: Set<datetime>,
              } tags Set<String>;
              entity Segment;
              entity Tier enum ["gold", "plain \\"old\\""];
              action buy in [Action::"any", trade] appliesTo {
                principal: [Customer],
                resource: [Customer, Segment],
                context: Money
              };
              action trade;
              action any;
            }
            """;

    private static final String JSON = """
            {"Shop": {
              "commonTypes": {"Money": {"type": "Record", "attributes": {
                "currency": {"type": "EntityOrCommon", "name": "String", "annotations": {"iso": ""}, "required": false},
                "minor": {"type": "EntityOrCommon", "name": "Long"}}}},
              "entityTypes": {
                "Customer": {"memberOfTypes": ["Segment"], "shape": {"type": "Record", "attributes": {
                  "e-mail": {"type": "EntityOrCommon", "name": "String"},
                  "seen": {"type": "Set", "element": {"type": "EntityOrCommon", "name": "datetime"}},
                  "spent": {"type": "EntityOrCommon", "name": "Money"}}},
                  "tags": {"type": "Set", "element": {"type": "EntityOrCommon", "name": "String"}}},
                "Segment": {},
                "Tier": {"enum": ["gold", "plain \\"old\\""]}},
              "actions": {
                "any": {"appliesTo": {"resourceTypes": [], "principalTypes": []}},
                "buy": {"appliesTo": {"resourceTypes": ["Customer", "Segment"], "principalTypes": ["Customer"],
                  "context": {"type": "Money"}}, "memberOf": [{"id": "any", "type": "Action"}, {"id": "trade"}]},
                "trade": {"appliesTo": {"resourceTypes": [], "principalTypes": []}}},
              "annotations": {"owner": "it"}}}
            """;

    @Test
    void the_json_form_of_the_cedar_syntax_is_the_reference_form_member_by_member() {
        assertThat(Fragment.parse(TEXT).json().text())
                .isEqualTo(Json.parse(JSON).text());
    }

    @Test
    void json_reads_back_as_what_it_was() {
        var fragment = Fragment.ofJson(Json.parse(JSON));

        assertThat(fragment.json()).isEqualTo(Json.parse(JSON));
        var schema = Schema.of(List.of(fragment));
        assertThat(schema.entityTypes())
                .containsExactlyInAnyOrderElementsOf(Schema.parse(TEXT).entityTypes());
        assertThat(schema.actionTypes())
                .containsExactlyInAnyOrderElementsOf(Schema.parse(TEXT).actionTypes());
    }

    @Test
    void printing_parsing_and_printing_again_gives_the_same_text() {
        String printed = Fragment.parse(TEXT).text();

        assertThat(Fragment.parse(printed).text()).isEqualTo(printed);
        assertThat(Fragment.parse(printed).json())
                .isEqualTo(Fragment.parse(TEXT).json());
        assertThat(printed).contains("""
                  entity Customer in [Segment] {
                    "e-mail": String,
                    spent: Money,
                    seen: Set<datetime>,
                  } tags Set<String>;
                """.indent(0));
    }

    @Test
    void every_way_to_name_a_type_in_json_resolves() {
        var schema = Schema.parseJson("""
                {"": {"commonTypes": {"T": {"type": "Long"}},
                  "entityTypes": {"E": {"shape": {"type": "Record", "additionalAttributes": false, "attributes": {
                    "a": {"type": "String"}, "b": {"type": "Boolean"}, "c": {"type": "T"},
                    "d": {"type": "Entity", "name": "E"}, "e": {"type": "EntityOrCommon", "name": "T"},
                    "f": {"type": "Extension", "name": "ipaddr"}, "g": {"type": "__cedar::Bool"}}}}},
                  "actions": {"x": {"memberOf": null, "appliesTo": null}}}}
                """);

        assertThat(schema.entityTypes().getFirst().shape().toString())
                .contains("\"a\": String, \"b\": Bool, \"c\": Long, \"d\": E, \"e\": Long, \"f\": ipaddr, \"g\": Bool");
    }

    @Test
    void json_types_print_as_names_that_nothing_can_shadow() {
        var fragment = Fragment.ofJson(Json.parse("""
                {"": {"entityTypes": {"E": {"shape": {"type": "Record", "attributes": {
                  "a": {"type": "Boolean"}, "b": {"type": "Extension", "name": "decimal"}}}}}, "actions": {}}}
                """));

        assertThat(fragment.text()).contains("a: __cedar::Bool").contains("b: __cedar::decimal");
    }

    @Test
    void what_the_cedar_syntax_cannot_say_is_not_printed() {
        var shape = Fragment.ofJson(Json.parse("""
                {"": {"commonTypes": {"T": {"type": "Record", "attributes": {}}},
                  "entityTypes": {"E": {"shape": {"type": "T"}}}, "actions": {}}}
                """));
        var ambiguous = Fragment.ofJson(Json.parse("""
                {"N": {"commonTypes": {"E": {"type": "Long"}}, "entityTypes": {"E": {}}, "actions": {}}}
                """));

        assertThat(Schema.of(List.of(shape)).entityTypes()).hasSize(1);
        assertThatThrownBy(shape::text).hasMessageContaining("`E` takes its attributes from a common type");
        assertThatThrownBy(ambiguous::text).hasMessageContaining("cannot tell them apart");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"\": []}",
                "{\"\": {\"entityTypes\": {}}}",
                "{\"\": {\"actions\": {}}}",
                "{\"\": {\"entityTypes\": {}, \"actions\": {}, \"more\": 1}}",
                "{\"\": {\"entityTypes\": {}, \"actions\": {}, \"annotations\": {\"a\": \"b\"}}}",
                "{\"a b\": {\"entityTypes\": {}, \"actions\": {}}}",
                "{\"__cedar\": {\"entityTypes\": {}, \"actions\": {}}}",
                "{\"\": {\"entityTypes\": {\"A::B\": {}}, \"actions\": {}}}",
                "{\"\": {\"entityTypes\": {\"Action\": {}}, \"actions\": {}}}",
                "{\"\": {\"entityTypes\": {\"A\": {\"enum\": []}}, \"actions\": {}}}",
                "{\"\": {\"entityTypes\": {\"A\": {\"enum\": [1]}}, \"actions\": {}}}",
                "{\"\": {\"entityTypes\": {\"A\": {\"enum\": [\"a\"], \"tags\": {\"type\": \"Long\"}}}, \"actions\": {}}}",
                "{\"\": {\"entityTypes\": {\"A\": {\"shape\": {\"type\": \"Long\"}}}, \"actions\": {}}}",
                "{\"\": {\"entityTypes\": {\"A\": {\"shape\": {\"type\": \"Record\"}}}, \"actions\": {}}}",
                "{\"\": {\"entityTypes\": {\"A\": {\"tags\": {}}}, \"actions\": {}}}",
                "{\"\": {\"entityTypes\": {\"A\": {\"tags\": {\"type\": \"Set\"}}}, \"actions\": {}}}",
                "{\"\": {\"entityTypes\": {\"A\": {\"tags\": {\"type\": \"Long\", \"name\": \"x\"}}}, \"actions\": {}}}",
                "{\"\": {\"entityTypes\": {\"A\": {\"tags\": {\"type\": \"Entity\"}}}, \"actions\": {}}}",
                "{\"\": {\"entityTypes\": {\"A\": {\"tags\": {\"type\": \"Entity\", \"name\": \"a b\"}}}, \"actions\": {}}}",
                "{\"\": {\"entityTypes\": {\"A\": {\"tags\": {\"type\": \"Extension\", \"name\": \"money\"}}}, \"actions\": {}}}",
                "{\"\": {\"entityTypes\": {\"A\": {\"memberOfTypes\": \"A\"}}, \"actions\": {}}}",
                "{\"\": {\"entityTypes\": {}, \"actions\": {\"a\": {\"attributes\": {\"x\": 1}}}}}",
                "{\"\": {\"entityTypes\": {}, \"actions\": {\"a\": {\"appliesTo\": {\"principalTypes\": []}}}}}",
                "{\"\": {\"entityTypes\": {}, \"actions\": {\"a\": {\"memberOf\": [{\"type\": \"Action\"}]}}}}",
                "{\"\": {\"entityTypes\": {}, \"actions\": {}, \"commonTypes\": {\"Entity\": {\"type\": \"Long\"}}}}",
            })
    void json_that_is_no_schema_is_refused(String json) {
        assertThatThrownBy(() -> Schema.parseJson(json)).isInstanceOf(CedarException.class);
    }

    @Test
    void a_problem_in_json_tells_where_as_a_pointer() {
        assertThatThrownBy(() -> Schema.parseJson(
                        "{\"\": {\"entityTypes\": {\"A\": {\"tags\": {\"type\": 7}}}, \"actions\": {}}}"))
                .hasMessageContaining("expected a string at \"//entityTypes/A/tags/type\"");
    }
}
