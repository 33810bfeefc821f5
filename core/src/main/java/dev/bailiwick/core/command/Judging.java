package dev.bailiwick.core.command;

import dev.bailiwick.core.command.Verdict.Decision;
import dev.bailiwick.core.value.Untrusted;
import java.util.ArrayList;
import java.util.List;

/** The strictest of several decisions, with the reasons for it. */
final class Judging {
    private static final int LONGEST = 120;

    private Decision strictest = Decision.ALLOW;
    private final List<String> reasons = new ArrayList<>();

    void add(Decision decision, String reason) {
        if (decision == Decision.ALLOW) return;
        if (decision.compareTo(strictest) > 0) {
            strictest = decision;
            reasons.addFirst(reason);
        } else if (!reasons.contains(reason)) {
            reasons.add(reason);
        }
    }

    void add(Decision decision, String because, String operand) {
        add(decision, operand.isEmpty() ? because : because + ": " + clipped(Untrusted.visible(operand)));
    }

    private static String clipped(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    Verdict verdict() {
        return new Verdict(strictest, reasons);
    }
}
