package dev.bailiwick.procedure.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.policy.Archive;
import java.util.Collections;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What every {@link Archive} must do. */
public abstract class ArchiveContract {
    private static final JsonObject VALUE =
            Json.parseObject("{\"b\": [1, 2.5, \"\u00e4\u2028\"], \"a\": {\"text\": \"permit (principal);\\n\"}}");

    /** The same, empty at first, for one test. */
    protected abstract Archive archive();

    @Test
    void a_value_is_found_under_its_digest_and_nowhere_else() {
        var archive = archive();
        assertThat(archive.keep(VALUE)).isEqualTo(Digest.of(VALUE));
        assertThat(archive.find(Digest.of(VALUE))).contains(VALUE);
        assertThat(archive.find(Digest.of("else"))).isEmpty();
    }

    @Test
    void keeping_again_is_nothing_new_also_for_fifty_at_once() {
        var archive = archive();
        Callable<Digest> keep = () -> archive.keep(VALUE);
        assertThat(Race.of(Collections.nCopies(50, keep))).containsOnly(Digest.of(VALUE));
        assertThat(archive.find(Digest.of(VALUE))).contains(VALUE);
    }
}
