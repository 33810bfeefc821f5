package dev.bailiwick.core.approval;

import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether people still read what they approve, and what approving costs. It only measures: nothing is ever asked less of
 * because of it; who wants to ask less changes a policy.
 *
 * @param requests how many requests were opened
 * @param unanswered how many of these expired
 * @param lead from opening to the decision
 * @param habits what was asked often and never denied, the most often first
 */
public record Fatigue(
        Instant since, int requests, int unanswered, Spread lead, List<Approver> approvers, List<Habit> habits) {
    /** Faster than that nobody has read anything. */
    public static final Duration TOO_FAST = Duration.ofSeconds(3);

    /** So often asked without a no, a question has become a habit. */
    static final int HABIT = 5;

    public Fatigue {
        approvers = List.copyOf(approvers);
        habits = List.copyOf(habits);
    }

    /** The middle and the slow end of what was measured so often. */
    public record Spread(int count, Duration p50, Duration p95) {
        public static Spread of(Stream<Duration> measured) {
            var sorted = measured.sorted().toList();
            return new Spread(sorted.size(), at(sorted, 50), at(sorted, 95));
        }

        /** The nearest rank: a value that was measured, never one between two. */
        private static Duration at(List<Duration> sorted, int percent) {
            if (sorted.isEmpty()) return Duration.ZERO;
            return sorted.get((sorted.size() * percent + 99) / 100 - 1);
        }

        public JsonObject json() {
            return JsonObject.with("count", JsonNumber.of(count))
                    .and("p50Millis", p50.toMillis())
                    .and("p95Millis", p95.toMillis())
                    .build();
        }
    }

    /**
     * How one person answered.
     *
     * @param unread answers to requests whose page the person had not opened
     * @param fast yes within {@link #TOO_FAST} of opening the page
     * @param busiest the most answers of one day
     */
    public record Approver(
            PersonId person, int answers, int denied, int unread, int fast, int busiest, Spread thought) {
        /** In a hundred yes, how many nobody can have read. */
        public int rubberStamp() {
            int yes = answers - denied;
            return yes == 0 ? 0 : (fast + unread) * 100 / yes;
        }

        JsonObject json() {
            return JsonObject.with("person", person.value())
                    .and("answers", answers)
                    .and("denied", denied)
                    .and("unread", unread)
                    .and("underThreeSeconds", fast)
                    .and("busiestDay", busiest)
                    .and("rubberStampPercent", rubberStamp())
                    .and("thought", thought.json())
                    .build();
        }
    }

    /** A question that is always answered the same way: a candidate for a fence instead of a question. */
    public record Habit(String agent, String operation, int approved) {
        JsonObject json() {
            return JsonObject.with("agent", agent)
                    .and("operation", operation)
                    .and("approved", approved)
                    .build();
        }
    }

    /** Of these requests those that were opened since then. */
    public static Fatigue of(Collection<Asked> all, Instant since) {
        var tasks = all.stream().filter(task -> !task.opened().isBefore(since)).toList();
        var votes = tasks.stream().flatMap(task -> task.words().stream()).toList();
        return new Fatigue(
                since,
                tasks.size(),
                (int) tasks.stream()
                        .filter(task -> task.state() == State.EXPIRED)
                        .count(),
                Spread.of(tasks.stream().flatMap(task -> lead(task).stream())),
                votes.stream().collect(Collectors.groupingBy(Asked.Word::person)).entrySet().stream()
                        .map(each -> approver(each.getKey(), each.getValue()))
                        .sorted(Comparator.comparingInt(Approver::answers)
                                .reversed()
                                .thenComparing(each -> each.person().value()))
                        .toList(),
                habits(tasks));
    }

    /** The same, of the approvers this one alone. */
    public Fatigue of(PersonId person) {
        var own =
                approvers.stream().filter(each -> each.person().equals(person)).toList();
        return new Fatigue(since, requests, unanswered, lead, own, habits);
    }

    private static Optional<Duration> lead(Asked task) {
        if (task.words().isEmpty() || task.state() == State.PENDING) return Optional.empty();
        return Optional.of(
                Duration.between(task.opened(), task.words().getLast().at()));
    }

    private static Approver approver(PersonId person, List<Asked.Word> votes) {
        var yes = votes.stream().filter(Asked.Word::yes).toList();
        return new Approver(
                person,
                votes.size(),
                votes.size() - yes.size(),
                (int) yes.stream().filter(vote -> vote.shown().isEmpty()).count(),
                (int) yes.stream()
                        .flatMap(vote -> vote.thought().stream())
                        .filter(thought -> thought.compareTo(TOO_FAST) < 0)
                        .count(),
                busiest(votes),
                Spread.of(votes.stream().flatMap(vote -> vote.thought().stream())));
    }

    private static int busiest(List<Asked.Word> votes) {
        return votes.stream()
                .collect(Collectors.groupingBy(vote -> day(vote.at()), Collectors.counting()))
                .values()
                .stream()
                .mapToInt(Long::intValue)
                .max()
                .orElse(0);
    }

    private static LocalDate day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static List<Habit> habits(List<Asked> tasks) {
        return tasks.stream()
                .filter(task -> !task.words().isEmpty())
                .collect(Collectors.groupingBy(Fatigue::question))
                .entrySet()
                .stream()
                .filter(each -> each.getValue().size() >= HABIT
                        && each.getValue().stream()
                                .flatMap(task -> task.words().stream())
                                .allMatch(Asked.Word::yes))
                .map(each -> new Habit(
                        each.getKey().get(0),
                        each.getKey().get(1),
                        each.getValue().size()))
                .sorted(Comparator.comparingInt(Habit::approved)
                        .reversed()
                        .thenComparing(Habit::agent)
                        .thenComparing(Habit::operation))
                .toList();
    }

    private static List<String> question(Asked task) {
        return List.of(task.agent(), task.operation());
    }

    public JsonObject json() {
        return JsonObject.with("since", since.toString())
                .and("requests", requests)
                .and("unanswered", unanswered)
                .and("lead", lead.json())
                .and("approvers", array(approvers, Approver::json))
                .and("neverDenied", array(habits, Habit::json))
                .build();
    }

    private static <T> JsonArray array(List<T> values, Function<T, JsonObject> form) {
        return new JsonArray(values.stream().<JsonValue>map(form).toList());
    }

    /** In the words of Prometheus' text format; about the whole, never about one person. */
    public String metrics() {
        var lines = new java.util.LinkedHashMap<String, String>();
        lines.put("bailiwick_approval_requests", Integer.toString(requests));
        lines.put("bailiwick_approval_requests_unanswered", Integer.toString(unanswered));
        lines.put("bailiwick_approval_lead_seconds{quantile=\"0.5\"}", seconds(lead.p50()));
        lines.put("bailiwick_approval_lead_seconds{quantile=\"0.95\"}", seconds(lead.p95()));
        lines.put("bailiwick_approval_rubber_stamp_percent_max", Integer.toString(worst()));
        return lines.entrySet().stream()
                .map((Map.Entry<String, String> each) -> each.getKey() + " " + each.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private int worst() {
        return approvers.stream().mapToInt(Approver::rubberStamp).max().orElse(0);
    }

    private static String seconds(Duration duration) {
        return "%d.%03d".formatted(duration.toSeconds(), duration.toMillisPart());
    }
}
