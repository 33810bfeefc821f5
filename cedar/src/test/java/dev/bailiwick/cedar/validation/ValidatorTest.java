package dev.bailiwick.cedar.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.policy.PolicySet;
import dev.bailiwick.cedar.policy.Slot;
import dev.bailiwick.cedar.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidatorTest {

    private static final Schema SCHEMA = Schema.parse("""
            entity Group;
            entity Person in [Group] {
              age: Long, name: String, nick?: String, boss?: Person, active: Bool, born: datetime, home: ipaddr,
              pay: decimal, tags: Set<String>, team: Group, address: { city: String, zip?: String, of?: Person },
            } tags String;
            entity Robot { age: String, owner: Person };
            entity Doc in [Doc] { owner: Person, readers: Set<Person>, due?: datetime };
            entity Level enum ["low", "high"];
            action read, write in [any] appliesTo {
              principal: [Person], resource: [Doc], context: { why?: String, level: Level, ip: ipaddr } };
            action serve appliesTo { principal: [Robot, Person], resource: Doc };
            action any, none;
            """);

    private static Validation strict(String policies) {
        return new Validator(SCHEMA, Mode.STRICT).validate(PolicySet.parse(policies));
    }

    private static Validation permissive(String policies) {
        return new Validator(SCHEMA, Mode.PERMISSIVE).validate(PolicySet.parse(policies));
    }

    private static String reading(String condition) {
        return "permit(principal, action == Action::\"read\", resource) when { " + condition + " };";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "principal.age + 1 - 2 * 3 > 4 && principal.name like \"a*\"",
                "principal has nick && principal.nick == \"x\"",
                "principal has address.zip && principal.address.zip == \"1\"",
                "principal has boss.nick && principal.boss.nick == \"x\"",
                "principal has boss && principal.boss has boss && principal.boss.boss.age > 3",
                "!(principal has nick) || principal.age > 1",
                "if principal has nick then principal.nick == \"x\" else principal.age == 1",
                "principal has nick && (principal.active || principal.nick == \"x\")",
                "(principal has nick && principal.active || principal has nick && principal.age > 2) && principal.nick == \"q\"",
                "context has why && context[\"why\"] != \"\"",
                "context.level == Level::\"low\"",
                "context.ip.isInRange(ip(\"10.0.0.0/8\")) && !context.ip.isLoopback()",
                "principal.born < datetime(\"2000-01-01\") && principal.born.toTime() > duration(\"1h\")",
                "principal.born.durationSince(datetime(\"2000-01-01\")).toDays() > 1",
                "principal.pay.lessThan(decimal(\"1.0\"))",
                "principal.tags.contains(\"x\") && principal.tags.containsAll([\"a\"]) && !principal.tags.isEmpty()",
                "resource.readers.contains(principal) && principal in principal.team",
                "principal in [Group::\"a\", Group::\"b\"] && resource in resource",
                "principal.hasTag(\"t\") && principal.getTag(\"t\") == \"x\"",
                "principal.hasTag(principal.name) && principal.getTag(principal.name) like \"*\"",
                "principal is Person && action in Action::\"any\" && action == Action::\"read\"",
                "principal is Robot && principal.nothing",
                "principal == action || true",
                "false && principal.nothing",
                "if false then principal.nothing else true",
                "{a: 1, b: principal}.b.age > 1 && {a: 1} has a",
                "1 == 2 || 1 == \"a\" || true",
                "[principal.age, 3].contains(2) && [[1], [2]].contains([3])",
            })
    void well_typed_conditions_pass_strictly(String condition) {
        assertThat(strict(reading(condition)).errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "principal.age && true ~ UNEXPECTED_TYPE",
                "principal.name + 1 > 2 ~ UNEXPECTED_TYPE",
                "principal.pay < decimal(\"1.0\") ~ UNEXPECTED_TYPE",
                "principal.age < principal.born ~ UNEXPECTED_TYPE",
                "principal.born < principal.age ~ UNEXPECTED_TYPE",
                "-principal.name == 1 ~ UNEXPECTED_TYPE",
                "!principal.name ~ UNEXPECTED_TYPE",
                "principal.age like \"*\" ~ UNEXPECTED_TYPE",
                "principal.age is Person ~ UNEXPECTED_TYPE",
                "principal in principal.age ~ UNEXPECTED_TYPE",
                "principal in principal.tags ~ UNEXPECTED_TYPE",
                "principal.contains(1) ~ UNEXPECTED_TYPE",
                "principal.tags.containsAll(\"a\") ~ UNEXPECTED_TYPE",
                "principal.name.isEmpty() ~ UNEXPECTED_TYPE",
                "principal.hasTag(1) ~ UNEXPECTED_TYPE",
                "principal.age.x == 1 ~ UNEXPECTED_TYPE",
                "principal.tags has x ~ UNEXPECTED_TYPE",
                "ip(1).isIpv4() ~ UNEXPECTED_TYPE",
                "principal.home.isInRange(principal.name) ~ UNEXPECTED_TYPE",
                "if principal.age then true else false ~ UNEXPECTED_TYPE",
                "principal.nothing == 1 ~ NO_SUCH_ATTRIBUTE",
                "principal.address.nothing == 1 ~ NO_SUCH_ATTRIBUTE",
                "context.nothing == 1 ~ NO_SUCH_ATTRIBUTE",
                "{a: 1}.b == 1 ~ NO_SUCH_ATTRIBUTE",
                "action.x == 1 ~ NO_SUCH_ATTRIBUTE",
                "principal.nick == \"x\" ~ UNGUARDED_ATTRIBUTE",
                "principal.address.zip == \"x\" ~ UNGUARDED_ATTRIBUTE",
                "context.why == \"x\" ~ UNGUARDED_ATTRIBUTE",
                "principal has nick || principal.nick == \"x\" ~ UNGUARDED_ATTRIBUTE",
                "!(principal has nick) && principal.nick == \"x\" ~ UNGUARDED_ATTRIBUTE",
                "(principal has nick || principal.active) && principal.nick == \"x\" ~ UNGUARDED_ATTRIBUTE",
                "(if principal.active then principal has nick else true) && principal.nick == \"a\" ~ UNGUARDED_ATTRIBUTE",
                "principal has boss && principal.nick == \"x\" ~ UNGUARDED_ATTRIBUTE",
                "(if principal has nick then true else false) && principal.nick == \"a\" ~ UNGUARDED_ATTRIBUTE",
                "principal has nick.x ~ UNEXPECTED_TYPE",
                "[1, \"a\"].contains(1) ~ INCOMPATIBLE_TYPES",
                "principal.getTag(\"t\") == \"x\" ~ UNGUARDED_TAG",
                "principal.hasTag(\"t\") && principal.getTag(\"u\") == \"x\" ~ UNGUARDED_TAG",
                "principal.hasTag(\"t\") && resource.owner.getTag(\"t\") == \"x\" ~ UNGUARDED_TAG",
                "!resource.hasTag(\"t\") && resource.getTag(\"t\") == \"x\" ~ UNGUARDED_TAG",
                "ip(\"1.2.3\").isIpv4() ~ MALFORMED_ARGUMENT",
                "principal.born < datetime(\"yesterday\") ~ MALFORMED_ARGUMENT",
                "ip(\"1.2.3.4\", \"x\").isIpv4() ~ ARGUMENT_COUNT",
                "principal.home.isIpv4(1) ~ ARGUMENT_COUNT",
                "principal == Nope::\"x\" ~ UNKNOWN_ENTITY_TYPE",
                "principal is Nope ~ UNKNOWN_ENTITY_TYPE",
                "action == Action::\"reed\" ~ UNKNOWN_ACTION",
                "context.level == Level::\"medium\" ~ UNLISTED_ENTITY",
            })
    void ill_typed_conditions_fail_in_both_modes(String condition, Problem problem) {
        assertThat(strict(reading(condition)).errors())
                .extracting(Finding::problem)
                .containsOnly(problem);
        assertThat(permissive(reading(condition)).errors())
                .extracting(Finding::problem)
                .containsOnly(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "principal.age == principal.name ~ INCOMPATIBLE_TYPES",
                "principal.address == {city: \"x\", extra: 1} ~ INCOMPATIBLE_TYPES",
                "[{a: 1}, {b: 2}].contains({a: 1}) ~ INCOMPATIBLE_TYPES",
                "[principal, resource].contains(principal) ~ INCOMPATIBLE_TYPES",
                "principal.tags.contains(1) ~ INCOMPATIBLE_TYPES",
                "principal.tags.containsAny([1]) ~ INCOMPATIBLE_TYPES",
                "(if principal.active then principal else resource) == principal ~ INCOMPATIBLE_TYPES",
                "[].isEmpty() ~ EMPTY_SET",
                "principal.tags == [] ~ EMPTY_SET",
                "ip(principal.name).isIpv4() ~ COMPUTED_ARGUMENT",
            })
    void some_conditions_fail_strictly_alone(String condition, Problem problem) {
        assertThat(strict(reading(condition)).errors())
                .extracting(Finding::problem)
                .containsOnly(problem);
        assertThat(permissive(reading(condition)).errors()).isEmpty();
    }

    @Test
    void every_kind_of_request_is_checked() {
        String policy = "permit(principal, action, resource) when { principal.age > 1 };";

        assertThat(strict(policy).errors()).singleElement().satisfies(finding -> {
            assertThat(finding.problem()).isEqualTo(Problem.UNEXPECTED_TYPE);
            assertThat(finding.subjects()).containsExactly("Long", "String");
        });
        assertThat(strict(policy.replace("when {", "when { principal is Person &&"))
                        .errors())
                .isEmpty();
    }

    @Test
    void a_finding_says_where_what_and_what_would_help() {
        var finding = strict(
                        "permit(\n  principal,\n  action == Action::\"read\",\n  resource)\nwhen { principal.agee > 1 };")
                .errors()
                .getFirst();

        assertThat(finding)
                .hasToString(
                        "policy `policy0`: there is no attribute `agee` on entity type `Person` at line 5, column 8"
                                + " (did you mean `age`?)");
    }

    @Test
    void hostile_text_does_not_reach_a_message_as_it_is() {
        var findings = strict(reading("principal[\"a\\n\u202eb\"] && ip(\"1\\n2\").isIpv4()"))
                .errors();

        assertThat(findings)
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding.toString()
                                .codePoints()
                                .noneMatch(c -> Character.isISOControl(c) || c == 0x202e))
                        .isTrue());
        assertThat(findings.getFirst()).asString().contains("\"a\\n\\u{202e}b\"");
    }

    @Test
    void a_type_of_many_parts_is_cut_in_messages() {
        var schema = Schema.parse("entity A { x: {"
                + "a%d: Long, "
                        .repeat(500)
                        .formatted(
                                java.util.stream.IntStream.range(0, 500).boxed().toArray())
                + "} }; action a appliesTo { principal: A, resource: A };");
        var finding = new Validator(schema, Mode.STRICT)
                .validate(PolicySet.parse("permit(principal, action, resource) when { principal.x > 1 };"))
                .errors()
                .getFirst();

        assertThat(finding.message())
                .startsWith("expected Long, got `{a0: Long, a1: Long")
                .endsWith(" ...`");
    }

    @Test
    void the_same_mistake_under_several_kinds_of_request_is_said_once() {
        assertThat(strict("permit(principal, action, resource) when { resource.nope };")
                        .errors())
                .singleElement()
                .extracting(Finding::subjects)
                .isEqualTo(List.of("nope", "Doc"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "principal is Robot | action == Action::\"read\" | resource",
                "principal == Group::\"g\" | action | resource",
                "principal | action == Action::\"none\" | resource",
                "principal | action in [] | resource",
                "principal | action in Action::\"none\" | resource",
                "principal | action | resource is Person",
                "principal is Person in Doc::\"d\" | action | resource",
            })
    void a_scope_that_no_action_fits_is_an_error_and_a_warning(String principal, String action, String resource) {
        var validation = permissive("permit(" + principal + ", " + action + ", " + resource + ");");

        assertThat(validation.errors()).extracting(Finding::problem).containsExactly(Problem.NO_APPLICABLE_ACTION);
        assertThat(validation.warnings()).extracting(Finding::problem).containsExactly(Problem.NEVER_APPLIES);
    }

    @Test
    void names_in_scopes_are_looked_up_too() {
        assertThat(strict(
                                "permit(principal == Pearson::\"x\", action == Action::\"reed\", resource is Level in Doc::\"d\");")
                        .errors())
                .extracting(Finding::problem)
                .containsExactly(Problem.UNKNOWN_ENTITY_TYPE, Problem.UNKNOWN_ACTION, Problem.NO_APPLICABLE_ACTION);
        assertThat(strict("permit(principal, action, resource in Level::\"medium\");")
                        .errors())
                .extracting(Finding::problem)
                .contains(Problem.UNLISTED_ENTITY);
    }

    @Test
    void a_condition_that_is_never_true_is_a_warning() {
        assertThat(strict(reading("principal is Robot")).warnings())
                .extracting(Finding::problem)
                .containsExactly(Problem.NEVER_APPLIES);
        assertThat(strict(reading("true")).clean()).isTrue();
        assertThat(strict("permit(principal, action, resource) unless { true };")
                        .warnings())
                .hasSize(1);
    }

    @Test
    void a_when_clause_guards_the_clauses_after_it_and_an_unless_clause_does_not() {
        assertThat(strict(reading("principal has nick").replace(";", " when { principal.nick == \"x\" };"))
                        .errors())
                .isEmpty();
        assertThat(strict(
                                "permit(principal is Person, action, resource) unless { principal has nick } when { principal.nick == \"x\" };")
                        .errors())
                .extracting(Finding::problem)
                .containsExactly(Problem.UNGUARDED_ATTRIBUTE);
    }

    @Test
    void a_template_is_checked_with_its_slots_open_and_its_links_by_what_fills_them() {
        var set = PolicySet.parse(
                "permit(principal in ?principal, action == Action::\"read\", resource == ?resource) when { principal.age > 1 };");
        var fits = set.linked(
                "policy0",
                "a",
                Map.of(Slot.PRINCIPAL, EntityUid.of("Group", "g"), Slot.RESOURCE, EntityUid.of("Doc", "d")));
        var misfits = set.linked(
                "policy0",
                "b",
                Map.of(Slot.PRINCIPAL, EntityUid.of("Nope", "g"), Slot.RESOURCE, EntityUid.of("Level", "medium")));
        var validator = new Validator(SCHEMA, Mode.STRICT);

        assertThat(validator.validate(fits, 2).clean()).isTrue();
        assertThat(validator.validate(misfits).errorsOf("policy0")).isEmpty();
        assertThat(validator.validate(misfits).errorsOf("b"))
                .extracting(Finding::problem)
                .containsExactlyInAnyOrder(
                        Problem.UNKNOWN_ENTITY_TYPE, Problem.UNLISTED_ENTITY, Problem.NO_APPLICABLE_ACTION);
    }

    @Test
    void a_template_with_a_wrong_condition_fails_as_a_policy_does() {
        assertThat(strict(
                                "permit(principal is Robot in ?principal, action, resource) when { principal.owner.agee > 1 };")
                        .errors())
                .extracting(Finding::problem)
                .containsExactly(Problem.NO_SUCH_ATTRIBUTE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "true ~ 0",
                "context.ip.isLoopback() && principal == resource.owner ~ 1",
                "principal.age > 1 ~ 1",
                "context.level == Level::\"low\" && principal in Group::\"g\" ~ 1",
                "principal has nick && principal.hasTag(\"x\") ~ 1",
                "principal.address.city == \"x\" ~ 1",
                "resource.owner.age > 1 ~ 2",
                "resource.owner in Group::\"g\" ~ 2",
                "resource.owner.hasTag(\"x\") && resource.owner.getTag(\"x\") == \"y\" ~ 2",
                "resource.owner has boss && resource.owner.boss.age > 1 ~ 3",
                "resource.owner has boss.boss && resource.owner.boss.boss.age > 1 ~ 4",
                "principal has address.of && principal.address.of.age > 1 ~ 2",
                "(if principal.active then principal else resource.owner).age > 1 ~ 2",
                "{a: resource.owner, b: principal}.b.age > 1 ~ 1",
                "{a: resource.owner.age, b: principal}.b.age > 1 ~ 2",
                "resource.owner == principal || true ~ 1",
                "resource in resource && principal in resource.owner.team ~ 2",
                "if true then true else resource.owner.age > 1 ~ 0",
                "false && resource.owner.age > 1 ~ 0",
            })
    void a_policy_passes_at_the_level_it_needs_and_not_below(String condition, int level) {
        var validator = new Validator(SCHEMA, Mode.STRICT);
        var policies = PolicySet.parse(reading(condition));

        assertThat(validator.validate(policies, level).errors()).isEmpty();
        if (level > 0) {
            assertThat(validator.validate(policies, level - 1).errors())
                    .extracting(Finding::problem)
                    .containsOnly(Problem.LEVEL_EXCEEDED);
        }
    }

    @Test
    void nothing_may_be_read_of_an_entity_written_out_but_the_action_of_the_request() {
        var validator = new Validator(SCHEMA, Mode.STRICT);

        assertThat(validator
                        .validate(PolicySet.parse(reading("Person::\"x\".age > 1")), 9)
                        .errors())
                .extracting(Finding::problem)
                .containsExactly(Problem.LITERAL_DEREFERENCED);
        assertThat(validator
                        .validate(PolicySet.parse(reading("Action::\"read\" in Action::\"any\"")), 1)
                        .errors())
                .isEmpty();
    }

    @Test
    void a_scope_that_looks_upwards_needs_level_one() {
        var validator = new Validator(SCHEMA, Mode.STRICT);
        var policies = PolicySet.parse("permit(principal in Group::\"g\", action == Action::\"read\", resource);");

        assertThat(validator.validate(policies, 1).passed()).isTrue();
        assertThat(validator.validate(policies, 0).passed()).isFalse();
    }

    @Test
    void text_that_turns_the_direction_of_writing_is_a_warning() {
        assertThat(strict(reading("principal.name == \"a\u202eb\"")).warnings())
                .extracting(Finding::problem)
                .containsExactly(Problem.DECEPTIVE_TEXT);
        assertThat(strict(reading("principal.name == \"h\u00e9llo \u05d0\"")).clean())
                .isTrue();
    }

    @Test
    void long_chains_and_deep_conditions_do_not_exhaust_a_small_stack() throws InterruptedException {
        var conditions = List.of(
                "principal.active" + " && principal.active".repeat(900),
                "principal.active" + " || principal.active".repeat(900),
                "!(".repeat(100) + "principal.active" + ")".repeat(100),
                "(if true then ".repeat(60) + "true" + " else false)".repeat(60),
                "[".repeat(100) + "1" + "]".repeat(100) + ".isEmpty()",
                "{a: ".repeat(60) + "1" + "}".repeat(60) + " == " + "{a: ".repeat(60) + "1" + "}".repeat(60),
                "1" + " + 1".repeat(200) + " > 0",
                "principal.born" + ".toDate()".repeat(200) + " < principal.born",
                "principal has " + "boss.".repeat(60) + "nick");
        var policies = new StringBuilder(reading("true")
                .replace(";", " when { principal.age > 1 } unless { principal.active }".repeat(3_000) + ";"));
        for (String condition : conditions) policies.append(reading(condition));
        var set = PolicySet.parse(policies.toString());
        var failures = new ArrayList<Throwable>();
        var errors = new ArrayList<Finding>();
        var thread = new Thread(
                null,
                () -> errors.addAll(
                        new Validator(SCHEMA, Mode.STRICT).validate(set, 99).errors()),
                "small stack",
                1 << 19);
        thread.setUncaughtExceptionHandler((_, failure) -> failures.add(failure));
        thread.start();
        thread.join();

        assertThat(failures).isEmpty();
        assertThat(errors).isEmpty();
    }

    @Test
    void what_nests_too_deep_to_be_followed_is_an_error() {
        assertThat(strict(reading("1" + " + 1".repeat(400) + " > 0")).errors())
                .extracting(Finding::problem)
                .containsExactly(Problem.TOO_DEEP);
        assertThat(strict(reading("principal has " + "boss.".repeat(400) + "nick"))
                        .errors())
                .extracting(Finding::problem)
                .containsExactly(Problem.TOO_DEEP);
    }
}
