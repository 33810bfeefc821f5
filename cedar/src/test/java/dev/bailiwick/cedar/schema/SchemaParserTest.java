package dev.bailiwick.cedar.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bailiwick.cedar.CedarException;
import dev.bailiwick.cedar.EntityTypeName;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.ValueKind;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaParserTest {

    private static final String LIBRARY = """
            // who may do what with books
            type Address = { street: String, zip?: String };
            @doc("people who borrow")
            entity Reader in [Club, Reader] = {
              age: Long,
              @secret home?: Address,
              "first name": String,
              limits: Set<Set<Long>>,
            } tags Set<String>;
            entity Club, Shelf;
            entity Book in Shelf { price: decimal, due: __cedar::datetime };
            entity Colour enum ["red", "green"];
            action lend, "take back" in [write, Action::"any"] appliesTo {
              principal: [Reader],
              resource: Book,
              context: { from: ipaddr, },
            };
            action write in any;
            action any;
            namespace Archive {
              entity Box { owner: Reader, kind: Kind };
              type Kind = String;
              action open appliesTo { principal: Reader, resource: [Box], context: Address };
            }
            """;

    private final Schema library = Schema.parse(LIBRARY);

    private static Type.Attribute attribute(Schema schema, String type, String name) {
        var shape = schema.entityType(EntityTypeName.of(type)).orElseThrow().shape();
        return Objects.requireNonNull(shape.attributes().get(name));
    }

    @Test
    void entity_types_carry_attributes_tags_and_ancestors() {
        var reader = library.entityType(EntityTypeName.of("Reader")).orElseThrow();

        assertThat(reader.shape().attributes()).containsOnlyKeys("age", "home", "first name", "limits");
        assertThat(reader.shape().attributes().get("age")).isEqualTo(new Type.Attribute(Type.Basic.LONG, true));
        assertThat(attribute(library, "Reader", "home").required()).isFalse();
        assertThat(reader.tags()).contains(new Type.SetOf(Type.Basic.STRING));
        assertThat(reader.ancestors())
                .containsExactlyInAnyOrder(EntityTypeName.of("Club"), EntityTypeName.of("Reader"));
        assertThat(library.entityType(EntityTypeName.of("Club")).orElseThrow().descendants())
                .containsExactly(EntityTypeName.of("Reader"));
    }

    @Test
    void common_types_are_written_out_and_built_in_types_have_two_names() {
        assertThat(attribute(library, "Reader", "home").type()).hasToString("{\"street\": String, \"zip\"?: String}");
        assertThat(attribute(library, "Book", "price").type()).isEqualTo(new Type.Extension(ValueKind.DECIMAL));
        assertThat(attribute(library, "Book", "due").type()).isEqualTo(new Type.Extension(ValueKind.DATETIME));
    }

    @Test
    void an_enumerated_type_admits_its_ids_alone() {
        var colour = library.entityType(EntityTypeName.of("Colour")).orElseThrow();

        assertThat(colour.enumerated()).isTrue();
        assertThat(colour.admits("red")).isTrue();
        assertThat(colour.admits("blue")).isFalse();
        assertThat(library.entityType(EntityTypeName.of("Book")).orElseThrow().admits("blue"))
                .isTrue();
    }

    @Test
    void actions_know_their_groups_however_far_up() {
        var lend = library.action(EntityUid.of("Action", "take back")).orElseThrow();

        assertThat(lend.parents())
                .containsExactlyInAnyOrder(EntityUid.of("Action", "write"), EntityUid.of("Action", "any"));
        assertThat(library.action(EntityUid.of("Action", "any")).orElseThrow().descendants())
                .hasSize(3);
        assertThat(lend.principals()).containsExactly(EntityTypeName.of("Reader"));
        assertThat(lend.context().attributes()).containsOnlyKeys("from");
    }

    @Test
    void a_name_in_a_namespace_means_its_own_declaration_first_and_then_the_one_outside() {
        var open = library.action(EntityUid.of("Archive::Action", "open")).orElseThrow();

        assertThat(attribute(library, "Archive::Box", "owner").type())
                .isEqualTo(Type.Entity.of(EntityTypeName.of("Reader")));
        assertThat(attribute(library, "Archive::Box", "kind").type()).isEqualTo(Type.Basic.STRING);
        assertThat(open.context().attributes()).containsOnlyKeys("street", "zip");
    }

    @Test
    void environments_are_every_kind_of_request_that_actions_allow() {
        assertThat(library.environments())
                .hasSize(3)
                .extracting(Environment::toString)
                .contains("Reader, Archive::Action::\"open\", Archive::Box");
    }

    @Test
    void an_attribute_may_hold_actions() {
        var schema = Schema.parse("entity Log { what: Action, all: Set<Action> }; action read;");

        assertThat(attribute(schema, "Log", "what").type()).isEqualTo(Type.Entity.of(EntityTypeName.of("Action")));
    }

    @Test
    void a_declared_type_may_take_the_name_of_a_built_in_one() {
        var schema = Schema.parse("type decimal = String; entity A { x: decimal, y: __cedar::decimal };");
        assertThat(attribute(schema, "A", "x").type()).isEqualTo(Type.Basic.STRING);
        assertThat(attribute(schema, "A", "y").type()).isEqualTo(new Type.Extension(ValueKind.DECIMAL));
    }

    @Test
    void what_is_no_type_may_bear_a_reserved_name() {
        var schema = Schema.parse("entity A { __cedar: Long, \"in\": Long }; action \"if\", __cedar;");

        assertThat(attribute(schema, "A", "__cedar").type()).isEqualTo(Type.Basic.LONG);
        assertThat(schema.actionTypes()).hasSize(2);
    }

    @Test
    void the_empty_text_is_the_empty_schema() {
        assertThat(Schema.parse("  // nothing\n").entityTypes()).isEmpty();
    }

    @Test
    void fragments_may_refer_to_one_another() {
        var schema = Schema.of(List.of(
                Fragment.parse("namespace A { entity User { of: B::Team }; }"),
                Fragment.parse("namespace B { entity Team in A::User; }")));

        assertThat(schema.entityTypes()).hasSize(2);
        assertThatThrownBy(() -> Schema.of(List.of(Fragment.parse("entity A;"), Fragment.parse("entity A;"))))
                .hasMessageContaining("declared twice");
    }

    @Test
    void a_problem_tells_line_column_and_a_guess() {
        var problem = catchThrowableOfType(
                CedarException.class, () -> Schema.parse("entity User;\nentity Photo {\n  owner: Usr };"));

        assertThat(problem.problem()).isEqualTo("no type `Usr` is declared");
        assertThat(problem.position()).hasToString("line 3, column 10");
        assertThat(problem.hint()).contains("did you mean `User`?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "entity",
                "entity A",
                "entity A { x: };",
                "entity A { x: Long y: Long };",
                "entity A { x: Long, x: Long };",
                "entity A { x: Set<Long };",
                "entity A { x: Set };",
                "entity A {} tags;",
                "entity A enum [];",
                "entity A enum [red];",
                "entity A; entity A;",
                "entity A in B;",
                "entity A in [A,];",
                "entity Action;",
                "entity in;",
                "entity __cedar;",
                "entity A::B;",
                "entity A { x: Nope };",
                "entity A { x: __cedar::Nope };",
                "entity A in Action; action x;",
                "type Long = String;",
                "type Set = String;",
                "type A = A;",
                "type A = B; type B = Set<A>;",
                "type A = Nope;",
                "type A = String; entity B { a: Nope::A };",
                "action a in a;",
                "action a in b; action b in a;",
                "action a in nope;",
                "action a in Action::\"nope\";",
                "action a; action a;",
                "action a in [];",
                "action a appliesTo {};",
                "entity A; action a appliesTo { principal: A };",
                "entity A; action a appliesTo { principal: A, resource: [] };",
                "entity A; action a appliesTo { principal: A, principal: A, resource: A };",
                "entity A; action a appliesTo { principal: A, resource: A, context: A };",
                "entity A; action a appliesTo { principal: A, resource: A, context: Long };",
                "entity A; action a appliesTo { principal: A, resource: A, context: Set<Long> };",
                "entity A; action a appliesTo { who: A };",
                "type T = Long; action a appliesTo { principal: T, resource: T };",
                "action a attributes { x: 1 };",
                "namespace A { namespace B {} }",
                "namespace A {} namespace A {}",
                "namespace __cedar { entity A; }",
                "namespace A { entity B;",
                "entity A; namespace N { entity A; }",
                "type A = Long; namespace N { entity A; }",
                "action a; namespace N { action a; }",
                "@a @a entity A;",
                "@a(\"x\", \"y\") entity A;",
                "@a(x) entity A;",
                "entity \"A\";",
                "entity A { \"\\q\": Long };",
                "permit(principal, action, resource);",
                "entity A { x: { y: { z: Long } };",
            })
    void what_is_no_schema_is_refused(String text) {
        assertThatThrownBy(() -> Schema.parse(text)).isInstanceOf(CedarException.class);
    }

    @Test
    void types_that_nest_too_deep_are_refused_before_the_stack_is_in_danger() {
        String deep = "entity A { x: " + "Set<".repeat(100_000) + "Long" + ">".repeat(100_000) + " };";

        assertThatThrownBy(() -> Schema.parse(deep)).hasMessageContaining("nested deeper");
    }

    @Test
    void a_chain_of_common_types_counts_as_nesting() {
        var text = new StringBuilder();
        for (int i = 0; i < 50_000; i++) text.append("type T" + i + " = T" + (i + 1) + ";\n");
        text.append("type T50000 = Long;");

        assertThatThrownBy(() -> Schema.parse(text.toString())).hasMessageContaining("nested deeper");
    }

    @Test
    void few_lines_cannot_stand_for_a_type_of_a_million_parts() {
        var text = new StringBuilder("type T0 = { a: Long, b: Long };\n");
        for (int i = 1; i <= 30; i++) text.append("type T" + i + " = { a: T" + (i - 1) + ", b: T" + (i - 1) + " };\n");

        assertThatThrownBy(() -> Schema.parse(text.toString())).hasMessageContaining("parts");
    }

    @Test
    void long_hierarchies_are_closed_without_recursion() {
        var text = new StringBuilder("entity E0;\n");
        for (int i = 1; i <= 2_000; i++) text.append("entity E" + i + " in E" + (i - 1) + ";\n");

        assertThat(Schema.parse(text.toString())
                        .entityType(EntityTypeName.of("E2000"))
                        .orElseThrow()
                        .ancestors())
                .hasSize(2_000);
    }
}
