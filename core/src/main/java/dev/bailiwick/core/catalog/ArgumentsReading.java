package dev.bailiwick.core.catalog;

import dev.bailiwick.core.command.ShellLine;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonString;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program with its arguments, which no shell ever reads: judged by what they touch, as {@link CommandReading} judges the line
 * that quotes each of them.
 *
 * @param beside other arguments that change nothing about what runs
 */
record ArgumentsReading(String argument, List<String> beside) implements Reading {
    ArgumentsReading {
        beside = List.copyOf(beside);
    }

    @Override
    public Finding read(Call call, Surroundings around) {
        for (String name : call.arguments().members().keySet()) {
            if (!name.equals(argument) && !beside.contains(name)) {
                return Finding.of(Tier.T4, "it runs a program with more than its arguments");
            }
        }
        return words(call)
                .map(words -> CommandReading.read(around.commands().analyse(ShellLine.quoted(words)), around))
                .orElseGet(() -> Finding.of(Tier.T4, "it runs a program whose arguments are no list of texts"));
    }

    private Optional<List<String>> words(Call call) {
        if (!(call.arguments().get(argument).orElse(JsonArray.EMPTY) instanceof JsonArray(var values)))
            return Optional.empty();
        var words = values.stream()
                .flatMap(value -> value instanceof JsonString(var text) ? Stream.of(text) : Stream.empty())
                .toList();
        return words.isEmpty() || words.size() < values.size() ? Optional.empty() : Optional.of(words);
    }
}
