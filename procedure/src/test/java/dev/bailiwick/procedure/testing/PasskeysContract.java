package dev.bailiwick.procedure.testing;

import static dev.bailiwick.procedure.testing.Specimens.ANA;
import static dev.bailiwick.procedure.testing.Specimens.BEN;
import static dev.bailiwick.procedure.testing.Specimens.MORNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.people.Passkey;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.procedure.signin.Passkeys;
import dev.bailiwick.procedure.signin.Passkeys.Kept;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Passkeys} must do. */
public abstract class PasskeysContract {
    /** The same, empty at first, for one test. */
    protected abstract Passkeys passkeys();

    private static Passkey passkey(String id, PersonId person, int seconds) {
        return new Passkey(id, person, "key \u201c" + id + "\u201d", "a2V5", MORNING.plusSeconds(seconds));
    }

    @Test
    void a_passkey_is_found_as_it_was_added() {
        var passkeys = passkeys();
        passkeys.add(passkey("one", ANA, 0), 7);
        assertThat(passkeys.find("one")).contains(new Kept(passkey("one", ANA, 0), 7, Optional.empty()));
        assertThat(passkeys.find("two")).isEmpty();
    }

    @Test
    void an_id_is_nobodys_twice() {
        var passkeys = passkeys();
        passkeys.add(passkey("one", ANA, 0), 0);
        assertThatThrownBy(() -> passkeys.add(passkey("one", BEN, 1), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(passkeys.of(BEN)).isEmpty();
    }

    @Test
    void a_persons_passkeys_are_listed_oldest_first_and_gone_when_removed() {
        var passkeys = passkeys();
        passkeys.add(passkey("young", ANA, 2), 0);
        passkeys.add(passkey("old", ANA, 1), 0);
        passkeys.add(passkey("other", BEN, 0), 0);
        assertThat(passkeys.of(ANA)).extracting(kept -> kept.passkey().id()).containsExactly("old", "young");
        passkeys.remove("old");
        passkeys.remove("old");
        assertThat(passkeys.of(ANA)).extracting(kept -> kept.passkey().id()).containsExactly("young");
    }

    @Test
    void a_use_moves_the_counter_and_says_when() {
        var passkeys = passkeys();
        passkeys.add(passkey("one", ANA, 0), 7);
        var before = passkeys.find("one").orElseThrow();
        assertThat(passkeys.used(before, 8, MORNING)).isTrue();
        assertThat(passkeys.find("one")).contains(new Kept(passkey("one", ANA, 0), 8, Optional.of(MORNING)));
        assertThat(passkeys.used(before, 9, MORNING)).isFalse();
        passkeys.remove("one");
        assertThat(passkeys.used(before, 8, MORNING)).isFalse();
    }

    @Test
    void of_fifty_uses_of_one_counter_one_counts() {
        var passkeys = passkeys();
        passkeys.add(passkey("one", ANA, 0), 7);
        var before = passkeys.find("one").orElseThrow();
        var runners = IntStream.range(0, 50)
                .<Callable<Boolean>>mapToObj(i -> () -> passkeys.used(before, 8 + i, MORNING))
                .toList();
        assertThat(Race.of(runners)).containsOnlyOnce(true);
    }
}
