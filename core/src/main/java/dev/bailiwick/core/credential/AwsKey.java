package dev.bailiwick.core.credential;

import java.util.List;
import java.util.Optional;

/**
 * What AWS calls with: an id, a key that signs and is never sent, and the token of a session where it is one. As one secret its
 * parts stand with colons between.
 */
public record AwsKey(String id, Secret signing, Optional<Secret> session) {
    /** @throws IllegalArgumentException when it is no such secret */
    public static AwsKey of(Secret secret) {
        return secret.reveal(text -> {
            var parts = List.of(text.split(":", -1));
            boolean right =
                    parts.size() >= 2 && parts.size() <= 3 && parts.stream().noneMatch(String::isEmpty);
            if (!right || !parts.getFirst().matches("[A-Z0-9]{4,128}"))
                throw new IllegalArgumentException("not an access key: ID:KEY or ID:KEY:SESSION");
            var session = parts.size() == 3 ? Optional.of(new Secret(parts.get(2))) : Optional.<Secret>empty();
            return new AwsKey(parts.getFirst(), new Secret(parts.get(1)), session);
        });
    }

    /** The parts that nobody but AWS may read. */
    public List<Secret> secrets() {
        return session.map(token -> List.of(signing, token)).orElse(List.of(signing));
    }
}
