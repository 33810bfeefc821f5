package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.host.evidence.BundleFile;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.tlog.FileAuditLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries with their proofs in one file, checked where there is neither log nor server. */
class AuditExtractTest {
    @TempDir
    private Path folder = Path.of("");

    private SmallShop shop;
    private House house;

    @BeforeEach
    void open() throws IOException {
        shop = SmallShop.in(folder);
        append("about Berta", "about invoice 7", "x".repeat(70_000));
        start();
    }

    private void start() throws IOException {
        house = House.open(Configuration.of(shop.data()).onFreePorts());
        Files.writeString(
                key(),
                Ran.line("audit", "keys", "--data", shop.data().path().toString())
                        .text());
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Path key() {
        return folder.resolve("key");
    }

    private void append(String... texts) {
        try (var log = FileAuditLog.open(shop.data().log(), InstantSource.system())) {
            for (String text : texts) {
                var body = JsonObject.with("text", text).build();
                log.append(Event.of(Event.Kind.DECISION, new Actor.House(), new AgentId("desk"), body));
            }
        }
    }

    private Path exported(String name, String... more) {
        var file = folder.resolve(name);
        String[] words = {"audit", "export", "--kind", "decision", "--proofs", file.toString()};
        var whole = Stream.concat(Stream.of(words), Stream.of(more));
        assertThat(shop.asked("", whole.toArray(String[]::new)).code()).isZero();
        return file;
    }

    private Ran checked(Path file, String... more) {
        String[] words = {"audit", "check", file.toString(), "--key", key().toString()};
        var whole = Stream.concat(Stream.of(words), Stream.of(more));
        return Ran.line(whole.toArray(String[]::new));
    }

    /** What a witness, or a receiver, holds of this log. */
    private Path checkpoint(String name) throws IOException {
        return Files.copy(shop.data().log().resolve("checkpoint"), folder.resolve(name));
    }

    @Test
    void an_export_is_checked_without_log_and_server() throws IOException {
        var file = exported("export.zip");
        house.close();
        delete(shop.data().path());

        assertThat(checked(file).code()).isZero();
        assertThat(checked(file).text()).contains("3 entries proved to be in a log of", ": sound");
        assertThat(BundleFile.open(file).files().keySet())
                .contains("checkpoint", "keys/0000", "about.json", "extract.note")
                .anyMatch(path -> path.startsWith("bodies/"));
        shop = SmallShop.in(folder);
        start();
    }

    @Test
    void a_bit_that_is_turned_a_file_that_is_gone_and_one_that_came_are_named() throws IOException {
        var file = exported("export.zip");
        var files = new TreeMap<>(BundleFile.open(file).files());
        for (var path : files.keySet()) {
            byte[] turned = files.get(path).clone();
            turned[turned.length / 2] ^= 1;
            var changed = new TreeMap<>(files);
            changed.put(path, turned);
            Files.write(file, BundleFile.bytes(changed));
            var ran = checked(file);
            assertThat(ran.code()).as(path).isEqualTo(7);
            assertThat(ran.text()).contains(path.startsWith("keys/") ? "keys/" : path);
        }
        var fewer = new TreeMap<>(files);
        fewer.remove("entries/00000000000000000001.tlog-proof");
        fewer.put("entries/extra", new byte[] {1});
        Files.write(file, BundleFile.bytes(fewer));
        assertThat(checked(file).text()).contains("missing: entries/00000000000000000001", "added: entries/extra");

        byte[] whole = BundleFile.bytes(files);
        whole[whole.length - 3] ^= 1;
        Files.write(file, whole);
        assertThat(checked(file).code()).isEqualTo(7);
    }

    @Test
    void somebody_elses_key_is_not_the_logs() throws IOException {
        var file = exported("export.zip");
        try (var other = FileAuditLog.open(folder.resolve("other"), InstantSource.system())) {
            Files.writeString(key(), other.keys().current() + "\n");
        }
        assertThat(checked(file).code()).isEqualTo(7);
    }

    @Test
    void an_export_and_a_checkpoint_from_elsewhere_show_that_the_log_was_cut_or_went_on_otherwise() throws IOException {
        house.close();
        copy(shop.data().log(), folder.resolve("backup"));
        start();
        exported("before.zip");
        var kept = checkpoint("kept");
        grow();
        var grown = exported("grown.zip", "--against", kept.toString());
        assertThat(checked(grown, "--against", kept.toString()).code()).isZero();
        var later = checkpoint("later");
        assertThat(checked(folder.resolve("before.zip"), "--against", later.toString())
                        .text())
                .contains("truncated: a checkpoint covers");

        house.close();
        copy(folder.resolve("backup"), shop.data().log());
        append("another story", "and another", "and one more", "and so on", "on and on", "to the end", "of it all");
        start();
        var forked = exported("forked.zip", "--against", kept.toString());
        assertThat(checked(forked).code()).as("sound in itself").isZero();
        var ran = checked(forked, "--against", kept.toString());
        assertThat(ran.code()).isEqualTo(7);
        assertThat(ran.text()).contains("forked: between entry 0 and entry");
    }

    private void grow() {
        assertThat(shop.asked("", "audit", "hold", "set", "--text", "more", "--reason", "to grow")
                        .code())
                .isZero();
    }

    private static void copy(Path from, Path to) throws IOException {
        delete(to);
        try (var files = Files.walk(from)) {
            for (var file : files.toList())
                Files.copy(file, to.resolve(from.relativize(file).toString()));
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
