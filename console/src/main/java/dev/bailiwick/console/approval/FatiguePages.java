package dev.bailiwick.console.approval;

import dev.bailiwick.console.frame.Answer;
import dev.bailiwick.console.frame.Pages;
import dev.bailiwick.console.frame.Routes;
import dev.bailiwick.console.frame.Visit;
import dev.bailiwick.console.text.Shown;
import dev.bailiwick.console.text.Spoken;
import dev.bailiwick.core.approval.Fatigue;
import dev.bailiwick.procedure.approval.ApprovalDesk;
import dev.bailiwick.procedure.approval.Prompting;
import dev.bailiwick.procedure.audit.AuditLog;
import java.time.Duration;
import java.util.List;

/** Whether people still read what they approve, and what approving costs. */
public final class FatiguePages implements Pages {
    private static final Duration BACK = Duration.ofDays(30);

    /** Above that many in a hundred somebody should talk to the approver. */
    private static final int TOO_MANY = 20;

    /** One approver. */
    public record Line(
            String person,
            int answers,
            int denied,
            int busiest,
            String thought,
            int fast,
            int unread,
            int stamp,
            String tone) {}

    /** What is asked often and never denied. */
    public record Habit(String agent, Shown operation, int approved) {}

    public record View(
            int requests,
            int unanswered,
            String leadMiddle,
            String leadSlow,
            long unprompted,
            List<Line> lines,
            List<Habit> habits) {
        public View {
            lines = List.copyOf(lines);
            habits = List.copyOf(habits);
        }
    }

    private final ApprovalDesk desk;
    private final Prompting prompting;

    public FatiguePages(ApprovalDesk desk, AuditLog log) {
        this.desk = desk;
        this.prompting = new Prompting(log);
    }

    @Override
    public void on(Routes routes) {
        routes.get("/quality", this::page);
    }

    private Answer page(Visit visit) {
        var fatigue = desk.fatigue(visit.actor(), BACK);
        var view = new View(
                fatigue.requests(),
                fatigue.unanswered(),
                Spoken.left(fatigue.lead().p50()),
                Spoken.left(fatigue.lead().p95()),
                prompting.now().percent(),
                fatigue.approvers().stream().map(FatiguePages::line).toList(),
                fatigue.habits().stream()
                        .map(each -> new Habit(each.agent(), Shown.line(each.operation()), each.approved()))
                        .toList());
        return Answer.page("Quality", "quality.jte", view);
    }

    private static Line line(Fatigue.Approver approver) {
        int stamp = approver.rubberStamp();
        return new Line(
                approver.person().value(),
                approver.answers(),
                approver.denied(),
                approver.busiest(),
                approver.thought().count() == 0
                        ? "not known"
                        : Spoken.left(approver.thought().p50()),
                approver.fast(),
                approver.unread(),
                stamp,
                stamp > TOO_MANY ? "bad" : "good");
    }
}
