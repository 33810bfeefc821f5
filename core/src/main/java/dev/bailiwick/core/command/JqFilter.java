package dev.bailiwick.core.command;

import dev.bailiwick.core.command.Touch.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A filter of jq 1.7, or of yq: it computes on its input, unless it asks for the environment or loads a module. */
final class JqFilter {
    private static final Pattern ENVIRONMENT =
            Pattern.compile("(?<![.A-Za-z0-9_])(?:env|strenv|envsubst|\\$ENV)(?![A-Za-z0-9_])");
    private static final Pattern MODULE =
            Pattern.compile("(?<![.A-Za-z0-9_])(?:import|include|modulemeta|load[a-z]*)(?![A-Za-z0-9_])");

    private JqFilter() {}

    static List<Touch> touches(String filter) {
        List<Touch> touches = new ArrayList<>();
        if (ENVIRONMENT.matcher(filter).find()) {
            touches.add(new Touch(Kind.SECRET, filter, "it reads the environment"));
        }
        if (MODULE.matcher(filter).find()) touches.add(new Touch(Kind.UNKNOWN, filter, "it loads a module"));
        return touches;
    }
}
