package dev.bailiwick.core.command;

import java.util.List;

/**
 * One program of a line, understood.
 *
 * @param program its bare name; empty when it is called by a path that is no program folder
 * @param verbs the subcommands it was called with, in their order
 * @param options the options that were given
 * @param specified whether these arguments are described, not only what the tool does at worst
 */
public record Use(
        String program,
        List<String> verbs,
        List<String> options,
        boolean specified,
        List<Touch> touches,
        List<String> arguments) {
    public Use {
        verbs = List.copyOf(verbs);
        options = List.copyOf(options);
        touches = List.copyOf(touches);
        arguments = List.copyOf(arguments);
    }
}
