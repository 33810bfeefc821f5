package dev.bailiwick.procedure.testing;

import static dev.bailiwick.procedure.testing.Specimens.ANA;
import static dev.bailiwick.procedure.testing.Specimens.BEN;
import static dev.bailiwick.procedure.testing.Specimens.MORNING;
import static dev.bailiwick.procedure.testing.Specimens.digest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.procedure.signin.SignIns;
import dev.bailiwick.procedure.signin.SignIns.ConsoleSession;
import dev.bailiwick.procedure.signin.SignIns.Link;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link SignIns} must do. */
public abstract class SignInsContract {
    private static final Instant NOON = MORNING.plusSeconds(10_800);
    private static final Instant EVENING = MORNING.plusSeconds(32_400);
    private static final Link LINK = new Link(digest("link"), ANA, NOON);

    /** The same, empty at first, for one test. */
    protected abstract SignIns signIns();

    @Test
    void a_link_opens_a_session_for_its_person() {
        var signIns = signIns();
        signIns.offer(LINK);
        var session = new ConsoleSession(digest("browser"), ANA, MORNING, EVENING);
        assertThat(signIns.redeem(LINK.secret(), digest("browser"), MORNING, EVENING))
                .contains(session);
        assertThat(signIns.find(digest("browser"), NOON)).contains(session);
        assertThat(signIns.find(LINK.secret(), NOON)).isEmpty();
    }

    @Test
    void a_session_is_opened_without_a_link_for_whom_somebody_else_vouches() {
        var signIns = signIns();
        var session = new ConsoleSession(digest("browser"), ANA, MORNING, EVENING);
        signIns.open(session);
        assertThat(signIns.find(digest("browser"), NOON)).contains(session);
        assertThatThrownBy(() -> signIns.open(session)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_link_works_once() {
        var signIns = signIns();
        signIns.offer(LINK);
        assertThat(signIns.redeem(LINK.secret(), digest("browser"), MORNING, EVENING))
                .isPresent();
        assertThat(signIns.redeem(LINK.secret(), digest("thief"), MORNING, EVENING))
                .isEmpty();
        assertThat(signIns.find(digest("thief"), MORNING)).isEmpty();
    }

    @Test
    void of_fifty_who_use_one_link_one_gets_in() {
        var signIns = signIns();
        signIns.offer(LINK);
        var runners = IntStream.range(0, 50)
                .<Callable<Boolean>>mapToObj(i -> () -> signIns.redeem(LINK.secret(), digest("b" + i), MORNING, EVENING)
                        .isPresent())
                .toList();
        assertThat(Race.of(runners)).containsOnlyOnce(true);
        assertThat(signIns.of(ANA, MORNING)).hasSize(1);
    }

    @Test
    void a_link_that_ran_out_or_was_never_offered_opens_nothing() {
        var signIns = signIns();
        signIns.offer(LINK);
        assertThat(signIns.redeem(LINK.secret(), digest("browser"), NOON, EVENING))
                .isEmpty();
        assertThat(signIns.redeem(digest("guess"), digest("browser"), MORNING, EVENING))
                .isEmpty();
        assertThat(signIns.find(digest("browser"), MORNING)).isEmpty();
    }

    @Test
    void a_digest_is_used_once() {
        var signIns = signIns();
        signIns.offer(LINK);
        assertThatThrownBy(() -> signIns.offer(new Link(LINK.secret(), BEN, EVENING)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(signIns.redeem(LINK.secret(), digest("browser"), MORNING, EVENING))
                .isPresent();
        signIns.offer(new Link(digest("second"), BEN, NOON));
        assertThatThrownBy(() -> signIns.redeem(digest("second"), digest("browser"), MORNING, EVENING))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(signIns.redeem(digest("second"), digest("other browser"), MORNING, EVENING))
                .isPresent();
    }

    @Test
    void a_session_that_ran_out_or_was_ended_is_not_found() {
        var signIns = signedIn("a", "b");
        assertThat(signIns.find(digest("a"), EVENING)).isEmpty();
        signIns.end(digest("a"));
        signIns.end(digest("a"));
        assertThat(signIns.find(digest("a"), MORNING)).isEmpty();
        assertThat(signIns.find(digest("b"), MORNING)).isPresent();
    }

    @Test
    void ending_all_of_a_person_spoils_their_links_too() {
        var signIns = signedIn("a", "b");
        signIns.offer(LINK);
        signIns.offer(new Link(digest("of ben"), BEN, NOON));
        signIns.endAll(ANA);
        assertThat(signIns.of(ANA, MORNING)).isEmpty();
        assertThat(signIns.redeem(LINK.secret(), digest("browser"), MORNING, EVENING))
                .isEmpty();
        assertThat(signIns.redeem(digest("of ben"), digest("browser"), MORNING, EVENING))
                .isPresent();
    }

    @Test
    void sessions_of_a_person_are_listed_newest_first() {
        var signIns = signedIn("a", "b", "c");
        signIns.end(digest("b"));
        assertThat(signIns.of(ANA, MORNING))
                .extracting(ConsoleSession::secret)
                .containsExactly(digest("c"), digest("a"));
        assertThat(signIns.of(ANA, EVENING)).isEmpty();
        assertThat(signIns.of(BEN, MORNING)).isEmpty();
    }

    @Test
    void forgetting_takes_only_what_ran_out() {
        var signIns = signedIn("a");
        signIns.offer(LINK);
        signIns.forget(NOON);
        assertThat(signIns.find(digest("a"), MORNING)).isPresent();
        assertThat(signIns.redeem(LINK.secret(), digest("browser"), MORNING, EVENING))
                .isPresent();
        signIns.forget(EVENING.plusSeconds(1));
        assertThat(signIns.find(digest("a"), MORNING)).isEmpty();
        assertThat(signIns.find(digest("browser"), MORNING)).isEqualTo(Optional.empty());
    }

    private SignIns signedIn(String... browsers) {
        var signIns = signIns();
        for (int i = 0; i < browsers.length; i++) {
            var link = digest("link of " + browsers[i]);
            signIns.offer(new Link(link, ANA, NOON));
            assertThat(signIns.redeem(link, digest(browsers[i]), MORNING.plusSeconds(i), EVENING))
                    .isPresent();
        }
        return signIns;
    }
}
