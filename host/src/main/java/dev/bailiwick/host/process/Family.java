package dev.bailiwick.host.process;

import dev.bailiwick.procedure.stop.ProcessId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Everything that belongs to one agent, found again in each reading of the process table. It only grows: who once belonged
 * belongs, and so does what they started, led as a session or led as a process group. Not for two threads.
 */
final class Family {
    private final Predicate<Running> surely;
    private final Predicate<Running> never;
    private final Set<ProcessId> members = new HashSet<>();
    private final Set<Long> sessions = new HashSet<>();
    private final Set<Long> groups = new HashSet<>();

    /**
     * Starts with nobody.
     *
     * @param surely who belongs whatever their relations are
     * @param never who does not belong whatever their relations are
     */
    Family(Predicate<Running> surely, Predicate<Running> never) {
        this.surely = surely;
        this.never = never;
    }

    /** The members in this reading, corpses included: their children are known by them. */
    List<Running> in(Collection<Running> table) {
        Map<Long, Running> byPid = new HashMap<>();
        for (var row : table) byPid.put(row.pid(), row);
        for (var row : table) if (!never.test(row) && surely.test(row)) adopt(row);
        boolean grown = true;
        while (grown) {
            grown = false;
            for (var row : table) grown |= !members.contains(row.id()) && related(row, byPid) && adopt(row);
        }
        return table.stream().filter(row -> members.contains(row.id())).toList();
    }

    private boolean adopt(Running row) {
        members.add(row.id());
        if (row.session() == row.pid()) sessions.add(row.session());
        if (row.group() == row.pid()) groups.add(row.group());
        return true;
    }

    private boolean related(Running row, Map<Long, Running> table) {
        return !never.test(row)
                && (childOfMember(row, table)
                        || led(row.session(), sessions, table)
                        || led(row.group(), groups, table));
    }

    private boolean childOfMember(Running row, Map<Long, Running> table) {
        var parent = table.get(row.parent());
        return parent != null && members.contains(parent.id());
    }

    /** A session or group keeps its leader's number after the leader's death; a living stranger of that number is a new one. */
    private boolean led(long number, Set<Long> ours, Map<Long, Running> table) {
        if (number == 0 || !ours.contains(number)) return false;
        var leader = table.get(number);
        return leader == null || members.contains(leader.id());
    }
}
