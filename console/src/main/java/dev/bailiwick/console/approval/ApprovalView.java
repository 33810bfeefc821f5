package dev.bailiwick.console.approval;

import dev.bailiwick.console.text.Arguments;
import dev.bailiwick.console.text.Shown;
import dev.bailiwick.console.text.Spoken;
import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.Call;
import dev.bailiwick.core.approval.Remark;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.approval.Ticket;
import dev.bailiwick.core.approval.Vote;
import dev.bailiwick.core.decision.Reason;
import dev.bailiwick.core.register.Escalation;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.signin.StepUp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything the approval page shows.
 *
 * @param because why the call has its tier
 * @param needs who must say yes, in words
 * @param talk what people asked one another about it
 * @param told who was told because nobody answered
 * @param nextTold who is told next, and when, if nobody answers
 * @param obstacle why the viewer cannot say yes
 * @param proof what a yes must be proven with, where a session is too weak
 * @param stead in whose place they would, or under which broken glass
 * @param tickets those that would cover this change now
 * @param similar how the last requests of the same agent for the same operation ended
 * @param notice what became of the viewer's last press, when it did not count
 */
public record ApprovalView(
        TaskCard card,
        String tierWords,
        String requester,
        List<Shown> because,
        Reason reason,
        Started started,
        String needs,
        boolean ticketNeeded,
        Optional<String> ticket,
        List<Said> votes,
        Talk talk,
        List<Told> told,
        String nextTold,
        Arguments arguments,
        String digest,
        long asked,
        Optional<Long> execution,
        boolean open,
        boolean decidable,
        Optional<String> obstacle,
        Optional<StepUp.Ask> proof,
        Optional<String> stead,
        boolean mayWithdraw,
        List<Choice> tickets,
        Supplied supplied,
        List<TaskCard> similar,
        Optional<String> notice,
        String contact) {
    public ApprovalView {
        because = List.copyOf(because);
        votes = List.copyOf(votes);
        told = List.copyOf(told);
        tickets = List.copyOf(tickets);
        similar = List.copyOf(similar);
    }

    /**
     * What started the run, as the runtime reported it.
     *
     * @param owner whether the runtime says the sender owns the agent
     */
    public record Started(String kind, Optional<Shown> sender, boolean owner, Shown session) {
        static Started of(ApprovalTask task) {
            var origin = task.attempt().object("origin").orElse(JsonObject.EMPTY);
            boolean owner =
                    origin.get("owner").filter(new JsonBoolean(true)::equals).isPresent();
            return new Started(
                    words(origin.string("kind").orElse("unknown")),
                    origin.string("sender").map(Shown::line),
                    owner,
                    Shown.line(task.session().value()));
        }

        private static String words(String kind) {
            return switch (kind) {
                case "message" -> "a message";
                case "automation" -> "a schedule or a heartbeat";
                case "sub-agent" -> "another run of the same agent";
                default -> "something unknown";
            };
        }
    }

    /** One vote. */
    public record Said(
            String person,
            String functions,
            boolean yes,
            boolean own,
            String stead,
            Shown reason,
            String at,
            String by,
            boolean proven) {
        static Said of(Vote vote) {
            return new Said(
                    vote.person().value(),
                    Spoken.functions(vote.functions()),
                    vote.yes(),
                    vote.own(),
                    vote.glass()
                            .map(under -> "under " + under.glass())
                            .or(() -> vote.stead().map(stead -> "for " + stead.of()))
                            .orElse(""),
                    Shown.block(vote.reason()),
                    Spoken.time(vote.at()),
                    Fields.spelling(vote.channel()).replace('-', ' '),
                    vote.proof().isPresent());
        }
    }

    /** What was asked and answered, and whether the viewer may ask, or answer. */
    public record Talk(List<Remarked> remarks, boolean mayAsk, boolean mayAnswer) {
        public Talk {
            remarks = List.copyOf(remarks);
        }
    }

    /** One question or answer, a person's words. */
    public record Remarked(String person, boolean question, Shown text, String at, String by) {
        static Remarked of(Remark remark) {
            return new Remarked(
                    remark.person().value(),
                    remark.question(),
                    Shown.block(remark.text()),
                    Spoken.time(remark.at()),
                    Fields.spelling(remark.channel()).replace('-', ' '));
        }
    }

    /** Who was told at one step of the escalation. */
    public record Told(String people, String at) {
        static Told of(Call call) {
            String people = call.people().stream().map(PersonId::value).sorted().collect(Collectors.joining(", "));
            return new Told(people.isEmpty() ? "nobody who could decide it" : people, Spoken.time(call.at()));
        }
    }

    /** Who is told next of a request that nobody answers; empty when nobody more is. */
    static String nextTold(ApprovalTask task, Escalation rules) {
        int next = task.course().rung();
        if (next >= rules.rungs().size()) return "";
        var rung = rules.rungs().get(next);
        var at = task.opened().plus(rung.after());
        if (!at.isBefore(task.expires())) return "";
        String who = rung.onCall() ? "who is on call" : Spoken.functions(rung.functions());
        return "unanswered, " + who + " is told at " + Spoken.timeOfDay(at);
    }

    /** A ticket to choose. */
    public record Choice(String id, String title) {
        static Choice of(Ticket ticket) {
            return new Choice(ticket.id().value(), ticket.title());
        }
    }

    static String needs(ApprovalTask task) {
        var route = task.route();
        String people =
                Spoken.functions(route.functions()) + (route.functions().size() > 1 ? ", different people" : "");
        String alone = route.operatorMayApprove() ? ", or the agent's operator alone (pilot)" : "";
        return people + alone + (route.ticket() ? ", and a ticket of the change register" : "");
    }

    static List<Shown> because(ApprovalTask task) {
        return task.operation().array("because").values().stream()
                .map(clause -> Shown.line(words(clause)))
                .toList();
    }

    static String words(JsonValue clause) {
        return clause instanceof JsonString(var text) ? text : clause.text();
    }

    static boolean undecided(ApprovalTask task, Instant now) {
        return task.stateAt(now) == State.PENDING;
    }

    /** Whether a yes is asked of the viewer's passkey. */
    public boolean withPasskey() {
        return proof.equals(Optional.of(StepUp.Ask.PASSKEY));
    }

    /** Whether the sign-in has to do, for lack of a passkey. */
    public boolean withoutPasskey() {
        return proof.equals(Optional.of(StepUp.Ask.NOTHING));
    }

    /** Words of the arguments and of the target that mix alphabets. */
    public List<String> mixed() {
        return Stream.concat(arguments.mixed().stream(), card.target().mixed().stream())
                .distinct()
                .toList();
    }

    /** What happens when the countdown ends. */
    public String atZero() {
        return "expires: the action is not started, and the agent is told so";
    }
}
