package dev.bailiwick.core.catalog;

import dev.bailiwick.core.value.Tier;
import java.util.List;

/**
 * A shell command: T4, unless it is letter for letter one of a short list of commands that take no arguments and only show
 * something, with nothing else beside it.
 *
 * @param exactly those commands
 * @param beside other arguments that change nothing about what runs
 */
record CommandReading(String argument, List<String> exactly, List<String> beside) implements Reading {
    CommandReading {
        exactly = List.copyOf(exactly);
        beside = List.copyOf(beside);
    }

    @Override
    public Finding read(Call call, Surroundings around) {
        String command = call.arguments().string(argument).orElse("");
        for (String name : call.arguments().members().keySet()) {
            if (!name.equals(argument) && !beside.contains(name)) {
                return Finding.of(Tier.T4, command, "it runs a command with more than its text");
            }
        }
        return exactly.contains(command)
                ? Finding.of(Tier.T1, command, "the command only shows something and takes no arguments")
                : Finding.of(Tier.T4, command, "it runs a command");
    }
}
