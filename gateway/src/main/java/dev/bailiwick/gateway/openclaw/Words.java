package dev.bailiwick.gateway.openclaw;

import dev.bailiwick.core.decision.Reason;
import dev.bailiwick.core.value.TaskId;

/**
 * What the model is told instead of a result: what happened, under which number, what to do next, whom to ask. Written so
 * that a model neither retries nor looks for a way around.
 */
record Words(String contact) {
    String refused(long entry, Reason reason) {
        return "Not done. Bailiwick refused this call (" + decision(entry) + "): " + sentence(reason.text())
                + " Next: " + sentence(reason.next()) + " " + ask()
                + " Do not retry it, and do not try to reach the same end another way.";
    }

    String pending(long entry, TaskId task, Reason reason) {
        return "Not started. This call waits for a person (" + task + ", " + decision(entry) + "): "
                + sentence(reason.text())
                + " Do not retry it, and do not try to reach the same end another way: you will be told in this session when"
                + " it is decided. " + ask();
    }

    String alreadyExecuted(TaskId task, long execution) {
        return "Not done again. Exactly this call was approved once, as " + task + ", and that one execution has begun"
                + (execution < 0 ? "." : " (entry " + execution + ").")
                + " Do not retry it: to do it a second time would need a new approval. " + ask();
    }

    private String ask() {
        return contact.isBlank() ? "Ask the person who runs this agent." : "Ask " + contact + ".";
    }

    private static String decision(long entry) {
        return entry < 0 ? "no decision number: the log could not be written" : "decision " + entry;
    }

    private static String sentence(String text) {
        String stripped = text.strip();
        return stripped.endsWith(".") || stripped.endsWith("!") || stripped.endsWith("?") ? stripped : stripped + ".";
    }
}
