package dev.bailiwick.host.posture;

import dev.bailiwick.core.hardening.Artefact;
import dev.bailiwick.core.hardening.HostPath;
import dev.bailiwick.core.hardening.Result.Copy;
import dev.bailiwick.core.hardening.Watched;
import dev.bailiwick.core.hardening.artefact.Artefacts;
import dev.bailiwick.core.value.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Rendered files where they were put, beside what they should be. The worst copy of a file speaks for it. */
final class RenderedCopies {
    private static final long LARGEST = 1 << 20;

    private RenderedCopies() {}

    static Map<String, Copy> of(Artefacts artefacts, Watched places) {
        Map<String, Copy> copies = new TreeMap<>();
        places.rendered()
                .ifPresent(folder -> artefacts
                        .files()
                        .forEach(file -> copies.merge(
                                file.name(), copy(file, folder.below(file.name())), RenderedCopies::worst)));
        places.installed()
                .forEach((name, path) -> copies.merge(name, named(artefacts, name, path), RenderedCopies::worst));
        return copies;
    }

    /** A name that is rendered no more has nothing it could equal. */
    private static Copy named(Artefacts artefacts, String name, HostPath path) {
        return artefacts.files().stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .map(file -> copy(file, path))
                .orElse(Copy.CHANGED);
    }

    private static Copy copy(Artefact file, HostPath at) {
        var path = Path.of(at.text());
        try {
            if (Files.notExists(path)) return Copy.MISSING;
            if (Files.size(path) > LARGEST) return Copy.CHANGED;
            return Digest.of(Files.readAllBytes(path)).equals(file.digest()) ? Copy.AS_RENDERED : Copy.CHANGED;
        } catch (IOException _) {
            return Copy.UNSEEN;
        }
    }

    private static Copy worst(Copy one, Copy other) {
        return rank(one) >= rank(other) ? one : other;
    }

    private static int rank(Copy copy) {
        return switch (copy) {
            case AS_RENDERED -> 0;
            case UNSEEN -> 1;
            case MISSING -> 2;
            case CHANGED -> 3;
        };
    }
}
