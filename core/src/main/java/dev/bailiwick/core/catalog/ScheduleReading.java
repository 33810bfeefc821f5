package dev.bailiwick.core.catalog;

import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.JsonString;
import java.util.List;
import java.util.Locale;

/**
 * Work for later. A job that runs a command never comes back to the gate, so it is T4 here; any other job starts a turn whose
 * own calls are gated, but nobody will be watching it.
 *
 * @param commandMembers members that only a command job has, at any depth
 * @param commandKinds values of a member {@code kind} that say so
 */
record ScheduleReading(List<String> commandMembers, List<String> commandKinds) implements Reading {
    ScheduleReading {
        commandMembers = List.copyOf(commandMembers);
        commandKinds = List.copyOf(commandKinds);
    }

    @Override
    public Finding read(Call call, Surroundings around) {
        for (var member : call.allMembers()) {
            String name = member.getKey().strip().toLowerCase(Locale.ROOT);
            if (commandMembers.contains(name)) return command();
            if (name.equals("job") && member.getValue() instanceof JsonString) {
                return Finding.of(Tier.T4, "the job is text that the runtime may read in its own way");
            }
            if (name.equals("kind") && member.getValue() instanceof JsonString(var kind) && isCommand(kind))
                return command();
        }
        return Finding.of(Tier.T3, "it starts a turn later, when nobody is watching");
    }

    private boolean isCommand(String kind) {
        return commandKinds.contains(kind.strip().toLowerCase(Locale.ROOT));
    }

    private static Finding command() {
        return Finding.of(Tier.T4, "the job runs a command that never comes to the gate");
    }
}
