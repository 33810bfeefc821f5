package dev.bailiwick.procedure.testing;

import dev.bailiwick.core.people.ApiToken;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.TokenId;
import dev.bailiwick.procedure.signin.Tokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** {@link Tokens} that forget. */
public final class MemoryTokens implements Tokens {
    private final List<Kept> kept = new ArrayList<>();

    @Override
    public synchronized void add(ApiToken token) {
        boolean taken = matching(each -> each.token().id().equals(token.id())
                        || each.token().secret().equals(token.secret()))
                .findAny()
                .isPresent();
        if (taken) throw new IllegalArgumentException("token " + token.id() + " is known already");
        kept.add(new Kept(token, Optional.empty(), Optional.empty()));
    }

    @Override
    public synchronized Optional<Kept> find(TokenId id) {
        return matching(each -> each.token().id().equals(id)).findFirst();
    }

    @Override
    public synchronized Optional<Kept> find(Digest secret) {
        return matching(each -> each.token().secret().equals(secret)).findFirst();
    }

    @Override
    public synchronized List<Kept> list(int limit, int offset) {
        return matching(_ -> true).skip(offset).limit(limit).toList();
    }

    @Override
    public synchronized List<Kept> of(PersonId person) {
        return matching(each -> each.token().person().equals(person)).toList();
    }

    @Override
    public synchronized void used(TokenId id, Instant at) {
        change(id, each -> new Kept(each.token(), Optional.of(at), each.revoked()));
    }

    @Override
    public synchronized void revoke(TokenId id, Instant at) {
        change(id, each -> new Kept(each.token(), each.used(), each.revoked().or(() -> Optional.of(at))));
    }

    private void change(TokenId id, UnaryOperator<Kept> change) {
        kept.replaceAll(each -> each.token().id().equals(id) ? change.apply(each) : each);
    }

    private Stream<Kept> matching(Predicate<Kept> wanted) {
        return kept.stream()
                .filter(wanted)
                .sorted(Comparator.comparing((Kept each) -> each.token().created())
                        .reversed()
                        .thenComparing(each -> each.token().id().value()));
    }
}
