package dev.bailiwick.core.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Separation of duties, as data: what one person is never at the same time. */
public final class Separation {
    /** Two roles no person holds together, and why. */
    public record Conflict(Role one, Role other, String why) {
        boolean in(Set<Role> roles) {
            return roles.contains(one) && roles.contains(other);
        }
    }

    private static final String KEEPER = "who keeps the platform approves nothing on it";
    private static final String JUDGE = "who audits judges what others did";

    /** Every pair that excludes one another. */
    public static final List<Conflict> CONFLICTS = Stream.concat(
                    Stream.of(
                            new Conflict(Role.ADMINISTRATOR, Role.SECURITY, KEEPER),
                            new Conflict(Role.ADMINISTRATOR, Role.IT, KEEPER),
                            new Conflict(Role.ADMINISTRATOR, Role.BUSINESS, KEEPER),
                            new Conflict(Role.ADMINISTRATOR, Role.APPROVER, KEEPER),
                            new Conflict(Role.ADMINISTRATOR, Role.EMERGENCY, KEEPER),
                            new Conflict(
                                    Role.ENGINEER,
                                    Role.SECURITY,
                                    "who builds agents does not set the policies they are held to")),
                    Stream.of(Role.values())
                            .filter(role -> role != Role.AUDITOR)
                            .map(role -> new Conflict(Role.AUDITOR, role, JUDGE)))
            .toList();

    private Separation() {}

    /** Why nobody can be given these together, empty when somebody can. */
    public static Optional<String> obstacle(Set<Function> functions, Set<Role> roles, Optional<Instant> until) {
        if (roles.isEmpty()) return Optional.of("a person needs a role");
        return conflict(roles)
                .or(() -> ownerless(functions, roles))
                .or(() -> idle(functions, roles))
                .or(() -> unbounded(roles, until));
    }

    private static Optional<String> conflict(Set<Role> roles) {
        return CONFLICTS.stream()
                .filter(conflict -> conflict.in(roles))
                .findFirst()
                .map(conflict -> conflict.one().words() + " and "
                        + conflict.other().words() + " are never one person: " + conflict.why());
    }

    private static Optional<String> ownerless(Set<Function> functions, Set<Role> roles) {
        return roles.stream()
                .sorted()
                .filter(role -> role.function()
                        .filter(function -> !functions.contains(function))
                        .isPresent())
                .findFirst()
                .map(role -> "the role " + role.words() + " needs the function of that name");
    }

    /** A function is worth nothing to somebody whose roles approve nothing; then it is a mistake. */
    private static Optional<String> idle(Set<Function> functions, Set<Role> roles) {
        boolean approves = roles.stream().anyMatch(role -> role.permissions().contains(Permission.APPROVE));
        if (functions.isEmpty() == !approves) return Optional.empty();
        return Optional.of(
                approves
                        ? "the role Approver needs a function to approve for"
                        : "a function needs a role that approves: its owner's, or Approver");
    }

    private static Optional<String> unbounded(Set<Role> roles, Optional<Instant> until) {
        if (roles.contains(Role.AUDITOR) == until.isPresent()) return Optional.empty();
        return Optional.of(
                until.isPresent()
                        ? "only an auditor's role has an end; make others not active"
                        : "an auditor's role needs an end: until");
    }
}
