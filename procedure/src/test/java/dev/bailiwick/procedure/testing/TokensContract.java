package dev.bailiwick.procedure.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.people.ApiToken;
import dev.bailiwick.core.people.Scope;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.TokenId;
import dev.bailiwick.procedure.signin.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link Tokens} must do. */
public abstract class TokensContract {
    private static final Instant NOON = Instant.parse("2027-01-04T12:00:00Z");

    /** The same, empty at first, for one test. */
    protected abstract Tokens tokens();

    private static ApiToken token(int number, String person) {
        return new ApiToken(
                new TokenId("token-000000000" + number),
                new PersonId(person),
                "pulls the inventory",
                Set.of(Scope.AUDIT_READ, Scope.REGISTER_READ),
                Digest.of("value " + number),
                NOON.plusSeconds(number),
                NOON.plus(Duration.ofDays(9)));
    }

    private static Tokens.Kept fresh(int number, String person) {
        return new Tokens.Kept(token(number, person), Optional.empty(), Optional.empty());
    }

    @Test
    void a_token_is_found_by_its_name_and_by_its_digest() {
        var tokens = tokens();
        tokens.add(token(1, "ana"));
        assertThat(tokens.find(token(1, "ana").id())).contains(fresh(1, "ana"));
        assertThat(tokens.find(Digest.of("value 1"))).contains(fresh(1, "ana"));
        assertThat(tokens.find(Digest.of("value 2"))).isEmpty();
        assertThat(tokens.find(token(2, "ana").id())).isEmpty();
    }

    @Test
    void neither_a_name_nor_a_value_is_given_twice() {
        var tokens = tokens();
        tokens.add(token(1, "ana"));
        var same = token(1, "ben");
        assertThatThrownBy(() -> tokens.add(same)).isInstanceOf(IllegalArgumentException.class);
        var other = new ApiToken(
                token(2, "ben").id(),
                same.person(),
                same.name(),
                same.scopes(),
                same.secret(),
                same.created(),
                same.expires());
        assertThatThrownBy(() -> tokens.add(other)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void they_come_newest_first_everybodys_or_one_persons() {
        var tokens = tokens();
        tokens.add(token(2, "ben"));
        tokens.add(token(1, "ana"));
        tokens.add(token(3, "ana"));
        assertThat(tokens.list(2, 0)).containsExactly(fresh(3, "ana"), fresh(2, "ben"));
        assertThat(tokens.list(2, 2)).containsExactly(fresh(1, "ana"));
        assertThat(tokens.of(new PersonId("ana"))).containsExactly(fresh(3, "ana"), fresh(1, "ana"));
    }

    @Test
    void its_last_use_is_kept_and_it_is_revoked_once() {
        var tokens = tokens();
        var token = token(1, "ana");
        tokens.add(token);
        tokens.used(token.id(), NOON.plusSeconds(60));
        tokens.revoke(token.id(), NOON.plusSeconds(90));
        tokens.revoke(token.id(), NOON.plusSeconds(95));
        assertThat(tokens.find(token.secret()))
                .contains(new Tokens.Kept(token, Optional.of(NOON.plusSeconds(60)), Optional.of(NOON.plusSeconds(90))));
    }
}
