package dev.bailiwick.core.approval;

import dev.bailiwick.core.value.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What measuring needs of a request, and nothing of what it is about: small enough to keep a month of them.
 *
 * @param operation the kind of act that was asked for
 */
public record Asked(String agent, String operation, Instant opened, State state, List<Word> words) {
    public Asked {
        words = List.copyOf(words);
    }

    /**
     * What one person answered.
     *
     * @param shown since when the person had the request before them
     */
    public record Word(PersonId person, boolean yes, Instant at, Optional<Instant> shown) {
        static Word of(Vote vote) {
            return new Word(vote.person(), vote.yes(), vote.at(), vote.shown());
        }

        /** How long the person had it before them. */
        Optional<Duration> thought() {
            return shown.map(since -> Duration.between(since, at));
        }
    }

    public static Asked of(ApprovalTask task) {
        return new Asked(
                task.agent().value(),
                task.operation().string("id").orElse(""),
                task.opened(),
                task.state(),
                task.votes().stream().map(Word::of).toList());
    }
}
