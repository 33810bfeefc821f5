package dev.bailiwick.console.approval;

import dev.bailiwick.console.text.Shown;
import dev.bailiwick.console.text.Spoken;
import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.State;
import java.time.Duration;
import java.time.Instant;

/**
 * A task in one line.
 *
 * @param tool the tool's name, the agent's word
 * @param target what it acts on, the agent's word
 * @param because why it has its tier, most telling clause
 * @param state one of our words
 * @param tone {@code wait}, {@code good}, {@code bad} or {@code quiet}
 * @param mine whether the viewer may say yes
 * @param question whether somebody asked about it and was not answered yet
 */
public record TaskCard(
        String id,
        int tier,
        Shown tool,
        Shown target,
        Shown because,
        String agent,
        String requester,
        String state,
        String tone,
        String expires,
        String left,
        String opened,
        boolean mine,
        boolean question) {

    static TaskCard of(ApprovalTask task, Instant now, boolean mine) {
        var state = task.stateAt(now);
        return new TaskCard(
                task.id().value(),
                task.tier().number(),
                Shown.line(task.attempt().string("tool").orElse("")),
                Shown.line(task.operation().string("target").orElse("")),
                Shown.line(because(task)),
                task.agent().value(),
                task.requester().map(person -> "asked by " + person).orElse("requester unknown"),
                Spoken.state(state),
                tone(state),
                Spoken.iso(task.expires()),
                Spoken.left(Duration.between(now, task.expires())),
                Spoken.time(task.opened()),
                mine,
                task.course().open().isPresent());
    }

    private static String because(ApprovalTask task) {
        return task.operation().array("because").values().stream()
                .findFirst()
                .map(ApprovalView::words)
                .orElse(task.reason().text());
    }

    static String tone(State state) {
        return switch (state) {
            case PENDING -> "wait";
            case APPROVED, CLAIMED, EXECUTED -> "good";
            case DENIED, FAILED, UNKNOWN -> "bad";
            case EXPIRED, WITHDRAWN, REVOKED -> "quiet";
        };
    }
}
