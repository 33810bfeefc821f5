package dev.bailiwick.secrets.sealedfile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * Puts everything that is sealed under a fresh key. The fresh key lies beside the old one until every file is under it; broken
 * off anywhere it is finished by the next call, because each file opens under one of the two.
 */
public final class Resealing {
    public static final String KEY = "sealing.key";
    private static final String NEXT = "sealing.key.next";

    /** By name, with what each is for. */
    private static final Map<String, String> SEALED =
            Map.of("secrets.sealed", "secrets", "backends.sealed", "backends", "kit.sealed", "kit");

    private Resealing() {}

    /**
     * Makes a fresh key and uses it.
     *
     * @throws SealBroken before anything is changed when a file does not open under the old key
     */
    public static void begin(Path folder) {
        if (!Files.exists(folder.resolve(NEXT))) {
            var old = Seal.keyIn(folder.resolve(KEY));
            SEALED.forEach((name, purpose) -> {
                if (Files.exists(folder.resolve(name))) old.open(folder.resolve(name), purpose);
            });
            Seal.keyIn(folder.resolve(NEXT));
        }
        finish(folder);
    }

    /** Finishes what was broken off, if anything was. What opens under neither key stays as it is. */
    public static void finish(Path folder) {
        var fresh = folder.resolve(NEXT);
        if (!Files.exists(fresh)) return;
        var seal = Seal.keyIn(fresh);
        var old = Seal.keyIn(folder.resolve(KEY));
        SEALED.forEach((name, purpose) -> reseal(folder.resolve(name), purpose, old, seal));
        try {
            Files.move(fresh, folder.resolve(KEY), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new SealBroken("the fresh key in " + folder + " cannot be put in place: " + e.getMessage(), e);
        }
    }

    private static void reseal(Path file, String purpose, Seal old, Seal fresh) {
        if (!Files.exists(file) || opens(fresh, file, purpose) || !opens(old, file, purpose)) return;
        fresh.close(file, purpose, old.open(file, purpose));
    }

    private static boolean opens(Seal seal, Path file, String purpose) {
        try {
            seal.open(file, purpose);
            return true;
        } catch (SealBroken _) {
            return false;
        }
    }
}
