package dev.bailiwick.host.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.host.account.Accounts;
import dev.bailiwick.procedure.stop.AgentHost.Stopped;
import dev.bailiwick.procedure.stop.AgentHost.Whereabouts;
import dev.bailiwick.procedure.stop.HostUnavailable;
import dev.bailiwick.procedure.stop.ProcessId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stopping real processes that do not want to be stopped. */
class ProcessTreeHostTest {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    /** No two runs of this test on one machine may find each other's processes by their mark. */
    private final AgentId agent =
            new AgentId("t" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36));

    private final ProcessTreeHost host = new ProcessTreeHost();
    private final List<Process> started = new ArrayList<>();

    @TempDir
    Path folder;

    @BeforeEach
    void requireLinux() {
        require(Files.isReadable(Path.of("/proc/self/stat")), "no /proc here");
        require(Files.isExecutable(Path.of("/usr/bin/setsid")), "no setsid here (Debian package util-linux)");
    }

    @AfterEach
    void killLeftovers() {
        for (var process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Test
    void the_whole_tree_is_gone() {
        var root = start("sh", "-c", "sleep 301 & (sleep 302; true) & wait");
        await(() -> root.descendants().count() >= 3);
        var tree = root.descendants().map(ProcessHandle::pid).toList();
        var stopped = stop(root);
        assertThat(stopped.left()).isEmpty();
        assertThat(stopped.killed()).contains(root.pid()).containsAll(tree);
        assertThat(tree).noneMatch(ProcessTreeHostTest::alive);
    }

    @Test
    void who_ignores_every_signal_that_can_be_ignored_is_gone() throws IOException {
        var ready = folder.resolve("ready");
        var root = start(
                "sh", "-c", "trap '' TERM HUP INT QUIT TSTP CONT; : > " + ready + "; while :; do sleep 0.05; done");
        await(() -> Files.exists(ready));
        assertThat(stop(root).left()).isEmpty();
        assertThat(alive(root.pid())).isFalse();
    }

    @Test
    void a_child_in_a_session_of_its_own_is_gone() throws IOException {
        var child = pidOf(start("sh", "-c", "setsid sh -c 'echo $$ > pid; exec sleep 303' & wait"));
        assertThat(stop(started.getFirst()).left()).isEmpty();
        assertThat(alive(child)).isFalse();
    }

    @Test
    void an_orphan_of_a_double_fork_is_found_by_the_session_it_stayed_in() throws IOException {
        var orphan = pidOf(start("setsid", "sh", "-c", "(sh -c 'echo $$ > pid; exec env -i sleep 304' &); sleep 305"));
        await(() -> ProcessHandle.of(orphan)
                        .flatMap(ProcessHandle::parent)
                        .map(ProcessHandle::pid)
                        .orElse(0L)
                != started.getFirst().pid());
        assertThat(stop(started.getFirst()).left()).isEmpty();
        assertThat(alive(orphan)).isFalse();
    }

    @Test
    void an_orphan_in_a_session_of_its_own_is_found_by_the_mark_it_inherited() throws IOException {
        var orphan = pidOf(start("sh", "-c", "(setsid sh -c 'echo $$ > pid; exec sleep 306' &); sleep 307"));
        assertThat(stop(started.getFirst()).killed()).contains(orphan);
        assertThat(alive(orphan)).isFalse();
    }

    @Test
    void an_orphan_is_found_by_its_mark_even_when_the_gateway_is_gone() throws IOException {
        var root = start("sh", "-c", "(setsid sh -c 'echo $$ > pid; exec sleep 308' &)");
        var orphan = pidOf(root);
        var id = new ProcessId(root.pid(), 1);
        await(() -> !root.isAlive());
        assertThat(host.stop(at(Optional.of(id)), DEADLINE).killed()).containsExactly(orphan);
        assertThat(alive(orphan)).isFalse();
    }

    @Test
    void what_forks_all_the_time_is_gone() {
        var root = start("setsid", "sh", "-c", "while :; do (sleep 309 &) ; sleep 0.01; done");
        await(() -> ProcessHandle.allProcesses()
                        .filter(handle -> marked(handle.pid()))
                        .count()
                > 10);
        assertThat(stop(root).left()).isEmpty();
        assertThat(ProcessHandle.allProcesses().map(ProcessHandle::pid).filter(this::marked))
                .isEmpty();
    }

    @Test
    void the_last_effect_is_within_two_seconds_of_the_call() throws IOException {
        var ticks = folder.resolve("ticks");
        var root = start(
                "sh", "-c", "trap '' TERM; (while :; do date +%s%N >> " + ticks + "; sleep 0.02; done) & sleep 300");
        await(() -> Files.exists(ticks) && ticks.toFile().length() > 100);
        var called = Instant.now();
        assertThat(stop(root).left()).isEmpty();
        var lines = Files.readAllLines(ticks);
        long last = Long.parseLong(lines.getLast()) / 1_000_000;
        assertThat(last).isLessThanOrEqualTo(called.plusSeconds(2).toEpochMilli());
        stays(() -> ticks.toFile().length() == String.join("\n", lines).length() + 1);
    }

    @Test
    void a_stranger_lives_on() throws IOException {
        var stranger = unmarked("sleep", "310");
        var root = start("sh", "-c", "sleep 311 & wait");
        assertThat(stop(root).left()).isEmpty();
        assertThat(stranger.isAlive()).isTrue();
    }

    @Test
    void a_number_that_was_given_again_is_never_killed() throws IOException {
        var stranger = unmarked("sleep", "312");
        var reused = new ProcessId(stranger.pid(), identify(stranger).started() - 1);
        assertThat(host.stop(at(Optional.of(reused)), DEADLINE)).isEqualTo(new Stopped(List.of(), List.of()));
        for (var signals : List.of(new HandleSignals(ProcessTable.here()), Signals.on(ProcessTable.here()))) {
            assertThat(signals.kill(reused)).isFalse();
            assertThat(signals.halt(reused)).isFalse();
        }
        assertThat(stranger.isAlive()).isTrue();
        assertThat(new HandleSignals(ProcessTable.here()).kill(identify(stranger)))
                .isTrue();
        await(() -> !stranger.isAlive());
    }

    @Test
    void we_never_kill_ourselves_nor_what_we_run() throws IOException {
        var ours = unmarked("sleep", "313");
        var ourselves = host.identify(ProcessHandle.current().pid());
        assertThat(host.stop(at(ourselves), DEADLINE)).isEqualTo(new Stopped(List.of(), List.of()));
        assertThat(ours.isAlive()).isTrue();
    }

    @Test
    void an_account_that_is_ours_or_roots_is_nobodys_own() throws IOException {
        var ours = unmarked("sleep", "314");
        for (var shared : List.of("root", Accounts.own().name())) {
            var root = start("sleep", "315");
            var stopped = host.stop(
                    new Whereabouts(agent, Optional.of(identify(root)), Optional.of(shared), Optional.empty()),
                    DEADLINE);
            assertThat(stopped.left()).isEmpty();
            assertThat(alive(root.pid())).isFalse();
            assertThat(ours.isAlive()).isTrue();
        }
    }

    @Test
    void where_nothing_is_known_nobody_says_it_is_stopped() {
        assertThatThrownBy(() -> host.stop(at(Optional.empty()), DEADLINE))
                .isInstanceOf(HostUnavailable.class)
                .hasMessageContaining("stop it by hand");
    }

    @Test
    void every_process_of_its_own_account_is_gone_whatever_it_did() throws IOException {
        requireOtherAccounts();
        long account = 2_000_000L + ThreadLocalRandom.current().nextInt(1_000_000);
        open(folder);
        var chain = Files.writeString(folder.resolve("chain"), "#!/bin/sh\nenv -i setsid \"$0\" &\n");
        Files.setPosixFilePermissions(chain, PosixFilePermissions.fromString("rwxr-xr-x"));
        start(
                "setpriv",
                "--reuid=" + account,
                "--regid=65534",
                "--clear-groups",
                "sh",
                "-c",
                "(env -i setsid sh -c 'echo $$ > pid; exec sleep 316' &); ./chain; ./chain; sleep 317");
        var orphan = pidOf(started.getFirst());
        var stopped = host.stop(
                new Whereabouts(agent, Optional.empty(), Optional.of(String.valueOf(account)), Optional.empty()),
                DEADLINE);
        assertThat(stopped.left()).isEmpty();
        assertThat(stopped.killed()).contains(orphan);
        stays(() -> runningAs(account).isEmpty());
    }

    @Test
    void with_a_control_group_of_its_own_nothing_gets_away() throws IOException {
        var own = OwnCgroup.of(agent);
        require(own.isPresent(), "this account may not make a control group (cgroup v2)");
        try (var group = own.get()) {
            var chain = Files.writeString(folder.resolve("chain"), "#!/bin/sh\nenv -i setsid \"$0\" &\n");
            Files.setPosixFilePermissions(chain, PosixFilePermissions.fromString("rwxr-xr-x"));
            var script = "(env -i setsid sh -c 'echo $$ > pid; exec sleep 318' &); ./chain; ./chain; sleep 319";
            started.add(group.running(List.of("sh", "-c", script))
                    .directory(folder.toFile())
                    .start());
            var orphan = pidOf(started.getFirst());
            assertThat(group.populated()).isTrue();
            var stopped = host.stop(
                    new Whereabouts(agent, Optional.empty(), Optional.empty(), Optional.of(group.path())), DEADLINE);
            assertThat(stopped.left()).isEmpty();
            assertThat(stopped.killed()).contains(orphan, started.getFirst().pid());
            stays(() -> !group.populated());
        }
        assertThat(Cgroup.of(own.get().path())).isEmpty();
    }

    @Test
    void a_process_has_a_control_group_of_its_own_when_it_leads_it() throws IOException {
        var own = OwnCgroup.of(agent);
        require(own.isPresent(), "this account may not make a control group (cgroup v2)");
        try (var group = own.get()) {
            started.add(group.running(List.of("sh", "-c", "sleep 321 & echo $! > pid; wait"))
                    .directory(folder.toFile())
                    .start());
            var root = started.getFirst();
            var child = pidOf(root);
            var us = System.getProperty("user.name");
            assertThat(host.ownGroup(identify(root), us)).contains(group.path());
            assertThat(host.ownGroup(identify(root), "nobody"))
                    .as("a process of another account than the agent's is not its")
                    .isEmpty();
            assertThat(host.ownGroup(host.identify(child).orElseThrow(), us))
                    .as("its child lives in it too, but is not the first")
                    .isEmpty();
            assertThat(host.ownGroup(identify(start("sleep", "322")), us))
                    .as("a process among ours")
                    .isEmpty();
        }
    }

    @Test
    void a_control_group_that_is_none_or_holds_ourselves_is_not_used() {
        for (var path : List.of("", "/", "relative", "/no/such/group", "/../../tmp", "/a/../b")) {
            assertThat(Cgroup.of(path)).as(path).isEmpty();
        }
    }

    @Test
    void a_process_that_cannot_be_killed_is_reported_as_left() throws IOException {
        var root = start("sleep", "320");
        var powerless = new ProcessTreeHost(ProcessTable.here(), new HandleSignals(new HandleTable()));
        var stopped = powerless.stop(at(Optional.of(identify(root))), Duration.ofMillis(300));
        assertThat(stopped).isEqualTo(new Stopped(List.of(), List.of(root.pid())));
        assertThat(root.isAlive()).isTrue();
    }

    private Stopped stop(Process root) {
        return host.stop(at(Optional.of(identify(root))), DEADLINE);
    }

    private Whereabouts at(Optional<ProcessId> root) {
        return new Whereabouts(agent, root, Optional.empty(), Optional.empty());
    }

    private ProcessId identify(Process process) {
        return host.identify(process.pid()).orElseThrow();
    }

    private Process start(String... command) {
        return launch(true, command);
    }

    private Process unmarked(String... command) throws IOException {
        return launch(false, command);
    }

    private Process launch(boolean mark, String... command) {
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        if (mark) builder.environment().put(Mark.VARIABLE, agent.value());
        try {
            var process = builder.start();
            started.add(process);
            return process;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The number that a descendant wrote down. */
    private long pidOf(Process root) throws IOException {
        assertThat(root.pid()).isPositive();
        var file = folder.resolve("pid");
        await(() -> Files.exists(file) && file.toFile().length() > 1);
        return Long.parseLong(Files.readString(file).strip());
    }

    private boolean marked(long pid) {
        var table = ProcessTable.here();
        return table.identify(pid).filter(id -> table.marked(id, agent)).isPresent();
    }

    private static List<Long> runningAs(long account) {
        return ProcessTable.here().all().stream()
                .filter(row -> !row.dead() && row.accounts().contains(String.valueOf(account)))
                .map(Running::pid)
                .toList();
    }

    private static boolean alive(long pid) {
        return ProcessTable.here().all().stream().anyMatch(row -> row.pid() == pid && !row.dead());
    }

    private static void open(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    private static void await(BooleanSupplier condition) {
        var deadline = Instant.now().plusSeconds(20);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("waited too long").isBefore(deadline);
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
    }

    private static void stays(BooleanSupplier condition) {
        for (int i = 0; i < 30; i++) {
            assertThat(condition.getAsBoolean()).isTrue();
            java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
        }
    }

    private static void requireOtherAccounts() {
        require(Accounts.own().isRoot(), "only root can become another account");
        require(Files.isExecutable(Path.of("/usr/bin/setpriv")), "no setpriv here (Debian package util-linux)");
    }

    private static void require(boolean given, String why) {
        if (given) return;
        System.err.println("skipped: " + why);
        Assumptions.abort(why);
    }
}
