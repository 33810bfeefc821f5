package dev.bailiwick.core.people;

import static dev.bailiwick.core.people.Permission.ACCEPT_DIFFERENCES;
import static dev.bailiwick.core.people.Permission.APPROVE;
import static dev.bailiwick.core.people.Permission.APPROVE_OWN;
import static dev.bailiwick.core.people.Permission.BREAK_GLASS;
import static dev.bailiwick.core.people.Permission.CLASSIFY_TOOLS;
import static dev.bailiwick.core.people.Permission.CONNECT_AGENTS;
import static dev.bailiwick.core.people.Permission.LIFT;
import static dev.bailiwick.core.people.Permission.OPEN_PRODUCTION;
import static dev.bailiwick.core.people.Permission.PLAN_CHANGES;
import static dev.bailiwick.core.people.Permission.PROVISION;
import static dev.bailiwick.core.people.Permission.PRUNE;
import static dev.bailiwick.core.people.Permission.PUBLISH_POLICY;
import static dev.bailiwick.core.people.Permission.READ;
import static dev.bailiwick.core.people.Permission.REVIEW;
import static dev.bailiwick.core.people.Permission.STOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RolesTest {
    private static final Instant END = Instant.parse("2027-01-31T00:00:00Z");

    /** The whole matrix, written down a second time: a change of a bundle is a change of this table. */
    private static final Map<Role, Set<Permission>> EXPECTED = new EnumMap<>(Map.of(
            Role.SECURITY, EnumSet.complementOf(EnumSet.of(BREAK_GLASS, CONNECT_AGENTS, CLASSIFY_TOOLS)),
            Role.IT,
                    EnumSet.complementOf(EnumSet.of(
                            BREAK_GLASS, OPEN_PRODUCTION, PUBLISH_POLICY, ACCEPT_DIFFERENCES, PROVISION, PRUNE)),
            Role.BUSINESS, EnumSet.of(READ, STOP, APPROVE, APPROVE_OWN, REVIEW, PLAN_CHANGES),
            Role.APPROVER, EnumSet.of(READ, STOP, APPROVE),
            Role.EMERGENCY, EnumSet.of(READ, STOP, BREAK_GLASS),
            Role.ENGINEER, EnumSet.of(READ, STOP, APPROVE_OWN, PLAN_CHANGES),
            Role.ADMINISTRATOR, EnumSet.of(READ, STOP, CONNECT_AGENTS, PROVISION),
            Role.AUDITOR, EnumSet.of(READ, REVIEW)));

    private static Person somebody(Role role, boolean active) {
        Set<Function> functions =
                role.function().map(Set::of).orElse(role == Role.APPROVER ? Set.of(Function.SECURITY) : Set.of());
        var until = role == Role.AUDITOR ? Optional.of(END) : Optional.<Instant>empty();
        return new Person(
                new PersonId("ana"), "Ana", functions, active, Optional.empty(), Set.of(), Set.of(role), until);
    }

    private static void refused(Set<Function> functions, Optional<Instant> until, String why, Role... roles) {
        assertThat(Separation.obstacle(functions, Set.of(roles), until))
                .hasValueSatisfying(said -> assertThat(said).contains(why));
        assertThatThrownBy(() -> new Person(
                        new PersonId("ana"), "Ana", functions, true, Optional.empty(), Set.of(), Set.of(roles), until))
                .hasMessageContaining(why);
    }

    @Test
    void every_pair_of_role_and_action_is_answered_as_the_table_says() {
        for (Role role : Role.values()) {
            for (Permission permission : Permission.values()) {
                boolean may = somebody(role, true).may(permission);
                assertThat(may)
                        .as(role + " " + permission)
                        .isEqualTo(EXPECTED.getOrDefault(role, Set.of()).contains(permission));
                assertThat(somebody(role, true).obstacle(permission).isEmpty()).isEqualTo(may);
                assertThat(somebody(role, false).may(permission)).isFalse();
                assertThat(somebody(role, false).obstacle(permission)).contains("you are not active in the register");
            }
        }
    }

    @Test
    void who_may_not_is_told_what_they_are_and_who_may() {
        assertThat(somebody(Role.ADMINISTRATOR, true).obstacle(APPROVE))
                .contains("you are Platform administrator, who may not approve a request;"
                        + " Security or IT or Business owner or Approver may");
    }

    @Test
    void no_two_roles_that_exclude_one_another_are_given_to_one_person() {
        for (var conflict : Separation.CONFLICTS) {
            refused(Set.of(Function.values()), Optional.of(END), conflict.why(), conflict.one(), conflict.other());
        }
        assertThat(Separation.CONFLICTS).hasSize(13);
    }

    @Test
    void every_other_pair_can_be_given() {
        for (Role one : Role.values()) {
            for (Role other : Role.values()) {
                boolean conflict =
                        Separation.CONFLICTS.stream().anyMatch(each -> one != other && each.in(Set.of(one, other)));
                boolean auditor = one == Role.AUDITOR || other == Role.AUDITOR;
                if (conflict || auditor || one == other) continue;
                var roles = EnumSet.of(one, other);
                var functions = EnumSet.noneOf(Function.class);
                roles.forEach(role -> role.function().ifPresent(functions::add));
                if (roles.contains(Role.APPROVER)) functions.add(Function.IT);
                assertThat(Separation.obstacle(functions, roles, Optional.empty()))
                        .as(roles.toString())
                        .isEmpty();
            }
        }
    }

    @Test
    void a_role_stands_with_its_function_and_an_auditor_with_an_end() {
        refused(Set.of(), Optional.empty(), "needs the function of that name", Role.SECURITY);
        refused(Set.of(), Optional.empty(), "needs a function to approve for", Role.APPROVER);
        refused(Set.of(Function.IT), Optional.empty(), "needs a role that approves", Role.ENGINEER);
        refused(Set.of(Function.IT), Optional.empty(), "needs a role that approves", Role.ADMINISTRATOR);
        refused(Set.of(), Optional.empty(), "needs an end", Role.AUDITOR);
        refused(Set.of(), Optional.of(END), "only an auditor's role has an end", Role.ENGINEER);
        refused(Set.of(), Optional.empty(), "needs a role");
    }

    @Test
    void an_auditors_time_ends_by_itself() {
        var auditor = somebody(Role.AUDITOR, true);
        assertThat(auditor.activeAt(END.minusMillis(1))).isTrue();
        assertThat(auditor.activeAt(END)).isFalse();
        assertThat(somebody(Role.IT, true).activeAt(END)).isTrue();
    }

    @Test
    void an_approver_counts_for_a_function_without_its_other_permissions() {
        var approver = somebody(Role.APPROVER, true);
        assertThat(approver.holds(Function.SECURITY)).isTrue();
        assertThat(approver.may(LIFT)).isFalse();
        assertThat(approver.may(PUBLISH_POLICY)).isFalse();
    }

    @Test
    void whom_nobody_gave_a_role_owns_their_functions_or_is_an_engineer() {
        assertThat(Role.of(Set.of(Function.IT, Function.BUSINESS))).containsExactlyInAnyOrder(Role.IT, Role.BUSINESS);
        assertThat(Role.of(Set.of())).containsExactly(Role.ENGINEER);
    }

    @Test
    void a_person_survives_their_json_form() {
        for (Role role : Role.values()) {
            var person = somebody(role, true);
            assertThat(Person.of(Fields.of(person.json()))).isEqualTo(person);
        }
    }

    @Test
    void the_documentation_shows_exactly_these_bundles_and_conflicts() throws IOException {
        assertThat(Files.readString(Path.of("../docs/people.md"))).contains(bundles(), conflicts());
    }

    private static String bundles() {
        return Stream.of(Permission.values())
                .map(permission -> row(
                        permission.words(),
                        Stream.of(Role.values()).map(role -> role.permissions().contains(permission) ? "yes" : "–")))
                .collect(Collectors.joining());
    }

    private static String conflicts() {
        return Separation.CONFLICTS.stream()
                .map(each -> row(each.one().words(), Stream.of(each.other().words(), each.why())))
                .collect(Collectors.joining());
    }

    private static String row(String first, Stream<String> others) {
        return "| " + first + " | " + others.collect(Collectors.joining(" | ")) + " |\n";
    }
}
