package dev.bailiwick.gateway.openclaw;

import java.util.Optional;

/**
 * The name under which the catalogue knows a call. Code mode calls its outer JavaScript {@code exec} like the shell; the
 * plugin tells them apart by kind. A tool that merely bears one of the names we give is not what they stand for.
 */
final class ToolName {
    private static final String OUTER = "exec";
    /** Carries calls that come to the gate themselves; without file, network or process of its own. */
    private static final String ISOLATED = "code_mode_exec_isolated";
    /** Code on the host. */
    private static final String UNCONFINED = "code_mode_exec";

    /** One program of a host's {@code run}, never a tool of the runtime that happens to be called so. */
    private static final String PROGRAM = "bailiwick.run";

    private static final String BY_THE_HOST = "bailiwick_run";

    /** A skill or a plugin about to be installed: only the runtime's own hooks ask for it. */
    private static final String INSTALL = "bailiwick.install";

    private static final String BY_A_HOOK = "bailiwick_install";

    private ToolName() {}

    static String of(String tool, Optional<String> kind) {
        if (tool.equals(PROGRAM)) return kind.equals(Optional.of(BY_THE_HOST)) ? tool : "tool named " + tool;
        if (tool.equals(INSTALL)) return kind.equals(Optional.of(BY_A_HOOK)) ? tool : "tool named " + tool;
        if (tool.equals(OUTER) && kind.isPresent()) return outer(kind.get());
        return tool.equals(ISOLATED) || tool.equals(UNCONFINED) ? "tool named " + tool : tool;
    }

    private static String outer(String kind) {
        // a kind nobody knows yet is taken for the worst
        return kind.equals("code_mode_exec") ? ISOLATED : UNCONFINED;
    }
}
