package dev.bailiwick.core.incident.runbook;

import java.util.List;
import java.util.Optional;

/** One step of a workflow, and where it leads. */
sealed interface Node permits Node.Begin, Action, Node.Choice, Node.End {
    record Begin(String next) implements Node {}

    /**
     * The first branch that holds is taken to its end, then what comes next.
     *
     * @param otherwise the branch when none holds
     */
    record Choice(List<Branch> branches, Optional<String> otherwise, String next) implements Node {
        public Choice {
            branches = List.copyOf(branches);
        }
    }

    record Branch(Condition condition, String first) {}

    /** The end of a branch, or of everything. */
    record End(String id) implements Node {}
}
