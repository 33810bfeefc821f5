package dev.bailiwick.core.people;

import static dev.bailiwick.core.people.Permission.ACCEPT_DIFFERENCES;
import static dev.bailiwick.core.people.Permission.APPROVE;
import static dev.bailiwick.core.people.Permission.APPROVE_OWN;
import static dev.bailiwick.core.people.Permission.BREAK_GLASS;
import static dev.bailiwick.core.people.Permission.CLASSIFY_TOOLS;
import static dev.bailiwick.core.people.Permission.CONNECT_AGENTS;
import static dev.bailiwick.core.people.Permission.HOLD_EVIDENCE;
import static dev.bailiwick.core.people.Permission.LIFT;
import static dev.bailiwick.core.people.Permission.MOVE_AGENTS;
import static dev.bailiwick.core.people.Permission.OPEN_CREDENTIALS;
import static dev.bailiwick.core.people.Permission.OPEN_PRODUCTION;
import static dev.bailiwick.core.people.Permission.PLAN_CHANGES;
import static dev.bailiwick.core.people.Permission.PROVISION;
import static dev.bailiwick.core.people.Permission.PRUNE;
import static dev.bailiwick.core.people.Permission.PUBLISH_POLICY;
import static dev.bailiwick.core.people.Permission.READ;
import static dev.bailiwick.core.people.Permission.REVIEW;
import static dev.bailiwick.core.people.Permission.STOP;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A bundle of permissions, visible to everybody. Who runs an agent may besides move it on the ladder and connect it. */
public enum Role {
    SECURITY(
            "Security",
            READ,
            STOP,
            APPROVE,
            APPROVE_OWN,
            LIFT,
            REVIEW,
            PLAN_CHANGES,
            MOVE_AGENTS,
            OPEN_PRODUCTION,
            OPEN_CREDENTIALS,
            PUBLISH_POLICY,
            ACCEPT_DIFFERENCES,
            HOLD_EVIDENCE,
            PROVISION,
            PRUNE),
    IT(
            "IT",
            READ,
            STOP,
            APPROVE,
            APPROVE_OWN,
            LIFT,
            REVIEW,
            PLAN_CHANGES,
            CONNECT_AGENTS,
            MOVE_AGENTS,
            CLASSIFY_TOOLS,
            OPEN_CREDENTIALS,
            HOLD_EVIDENCE),
    BUSINESS("Business owner", READ, STOP, APPROVE, APPROVE_OWN, REVIEW, PLAN_CHANGES),
    /** Approves for the functions the person holds, and does nothing else those functions do. */
    APPROVER("Approver", READ, STOP, APPROVE),
    /** Approves alone when nobody else can be reached; every use is told at once and reviewed. */
    EMERGENCY("Emergency approver", READ, STOP, BREAK_GLASS),
    ENGINEER("Agent engineer", READ, STOP, APPROVE_OWN, PLAN_CHANGES),
    /** Keeps Bailiwick running, and approves nothing on it. */
    ADMINISTRATOR("Platform administrator", READ, STOP, CONNECT_AGENTS, PROVISION),
    /** Reads and reviews, until a day that was set. */
    AUDITOR("Auditor", READ, REVIEW);

    private final String words;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of gives a set that cannot change
    private final Set<Permission> permissions;

    Role(String words, Permission... permissions) {
        this.words = words;
        this.permissions = Set.of(permissions);
    }

    public String words() {
        return words;
    }

    public Set<Permission> permissions() {
        return permissions;
    }

    /** The function whose owners this role is for. */
    Optional<Function> function() {
        return switch (this) {
            case SECURITY -> Optional.of(Function.SECURITY);
            case IT -> Optional.of(Function.IT);
            case BUSINESS -> Optional.of(Function.BUSINESS);
            case APPROVER, EMERGENCY, ENGINEER, ADMINISTRATOR, AUDITOR -> Optional.empty();
        };
    }

    /** What somebody is whom nobody gave a role: the owner of each of their functions, or else an engineer. */
    public static Set<Role> of(Set<Function> functions) {
        var owners = EnumSet.noneOf(Role.class);
        for (Role role : values())
            if (role.function().filter(functions::contains).isPresent()) owners.add(role);
        return owners.isEmpty() ? Set.of(ENGINEER) : owners;
    }

    /** Those whose bundle holds this permission. */
    static List<Role> with(Permission permission) {
        return Stream.of(values())
                .filter(role -> role.permissions.contains(permission))
                .toList();
    }
}
