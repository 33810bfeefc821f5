package dev.bailiwick.core.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a witness answers to a log that asks for a cosignature (C2SP tlog-witness): yes to growth of what it has seen, no to
 * everything else. It decides; whoever calls it remembers what was cosigned, durably and before the answer leaves.
 *
 * @param signer the witness's own key
 * @param trusted the keys of the logs it knows; a log that rotates its key has two
 */
public record Witness(NoteSigner signer, List<VerifierKey> trusted) {
    private static final int MAX_PATH = 63;
    private static final Pattern OLD = Pattern.compile("old (0|[1-9][0-9]{0,17})");

    public Witness {
        trusted = List.copyOf(trusted);
    }

    /**
     * A log's request.
     *
     * @param old the size of the last checkpoint this witness cosigned
     * @param path the consistency proof from there
     */
    public record Request(long old, List<TreeHash> path, SignedNote checkpoint) {
        public Request {
            path = List.copyOf(path);
        }

        /** @throws IllegalArgumentException when the text is no such request */
        public static Request parse(String text) {
            int blank = text.indexOf("\n\n");
            if (blank < 0) throw new IllegalArgumentException("no checkpoint after a blank line");
            List<String> lines = text.substring(0, blank).lines().toList();
            var old = OLD.matcher(lines.isEmpty() ? "" : lines.getFirst());
            if (!old.matches()) throw new IllegalArgumentException("expected the old size");
            if (lines.size() > 1 + MAX_PATH) throw new IllegalArgumentException("too long a proof");
            List<TreeHash> path = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) path.add(TreeHash.parse(line));
            var checkpoint = SignedNote.parse(text.substring(blank + 2));
            Checkpoint.of(checkpoint);
            return new Request(Long.parseLong(old.group(1)), path, checkpoint);
        }

        @Override
        public String toString() {
            var out = new StringBuilder("old ").append(old).append('\n');
            for (var hash : path) out.append(hash).append('\n');
            return out.append('\n').append(checkpoint).toString();
        }
    }

    /** The answer, before it is HTTP. */
    public sealed interface Answer {
        /** @param seen what has to be remembered before the signature leaves */
        record Cosigned(SignedNote.Signature signature, Checkpoint seen) implements Answer {}

        /** The log and the witness do not stand at the same size; the witness stands at this one. */
        record OtherSize(long size) implements Answer {}

        /** @param status as C2SP tlog-witness numbers it */
        record Refused(int status, String why) implements Answer {}
    }

    /** @param seen the last checkpoint cosigned for the origin of this request */
    public Answer answer(Request request, Optional<Checkpoint> seen, Instant now) {
        var checkpoint = Checkpoint.of(request.checkpoint());
        var keys = trusted.stream()
                .filter(key -> key.name().equals(checkpoint.origin()))
                .toList();
        if (keys.isEmpty()) return new Answer.Refused(404, "unknown log");
        if (keys.stream().noneMatch(key -> key.signed(request.checkpoint()))) {
            return new Answer.Refused(403, "not signed by a key of that log");
        }
        if (request.old() > checkpoint.size()) return new Answer.Refused(400, "the old size is larger than the new");
        long stands = seen.map(Checkpoint::size).orElse(0L);
        if (request.old() != stands) return new Answer.OtherSize(stands);
        return grown(request, checkpoint, seen, now);
    }

    private Answer grown(Request request, Checkpoint checkpoint, Optional<Checkpoint> seen, Instant now) {
        var root = seen.map(Checkpoint::root).orElseGet(() -> new TreeHasher().empty());
        if (request.old() == checkpoint.size() && !root.equals(checkpoint.root())) {
            return new Answer.OtherSize(request.old());
        }
        var proof = new ConsistencyProof(request.old(), checkpoint.size(), request.path());
        if (!proof.verifies(root, checkpoint.root())) return new Answer.Refused(422, "not grown from what was seen");
        var signature = signer.cosignature(request.checkpoint().text(), now.getEpochSecond());
        return new Answer.Cosigned(signature, checkpoint);
    }
}
