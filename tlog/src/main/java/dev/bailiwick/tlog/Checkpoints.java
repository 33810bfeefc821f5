package dev.bailiwick.tlog;

import dev.bailiwick.core.audit.Checkpoint;
import dev.bailiwick.core.audit.SignedNote;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The signed checkpoints of a folder: the newest, and a few that are kept as milestones. */
record Checkpoints(Disk disk) {
    private static final String NEWEST = "checkpoint";
    private static final String FOLDER = "checkpoints";
    private static final Pattern NAME = Pattern.compile("[0-9]{20}");

    /** @throws IllegalArgumentException when the file is no signed note */
    Optional<SignedNote> newest() throws IOException {
        return disk.read(NEWEST).map(SignedNote::parse);
    }

    /** How many entries the newest checkpoint says it covers; 0 when there is none that can be read. */
    long signed() throws IOException {
        try {
            return newest().map(note -> Checkpoint.of(note).size()).orElse(0L);
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }

    void publish(SignedNote note) throws IOException {
        disk.replace(NEWEST, Disk.Access.GROUP_READS, note.bytes());
    }

    void keep(long size, SignedNote note) throws IOException {
        disk.replace(FOLDER + "/" + String.format("%020d", size), Disk.Access.GROUP_READS, note.bytes());
    }

    /** The milestones, smallest first. */
    List<SignedNote> kept() throws IOException {
        List<SignedNote> notes = new ArrayList<>();
        for (String name : disk.list(FOLDER)) {
            if (!NAME.matcher(name).matches()) continue;
            disk.read(FOLDER + "/" + name).map(SignedNote::parse).ifPresent(notes::add);
        }
        return notes;
    }
}
