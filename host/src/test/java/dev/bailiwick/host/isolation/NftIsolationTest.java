package dev.bailiwick.host.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two machines and a wire, made of network namespaces: the agent's, and one with everybody else on it. */
@SuppressWarnings("NullAway.Init")
class NftIsolationTest {
    static final String FORENSIC = "10.77.0.9";
    static final int PORT = 7777;

    private static final String OUTSIDE = "10.77.0.2";
    private static final String OUTSIDE_SIX = "fd77::2";

    private OwnNetworkProcess machine;
    private OwnNetworkProcess others;

    @BeforeEach
    void wire() throws IOException {
        for (var tool : new String[] {"/usr/sbin/nft", "/usr/sbin/ip", "/usr/bin/unshare", "/usr/bin/nsenter"})
            assumeTrue(Files.isExecutable(Path.of(tool)), tool + " is not installed");
        assumeTrue("root".equals(System.getProperty("user.name")), "a network of one's own needs root");
        machine = OwnNetworkProcess.start(AgentMachine.class, OUTSIDE, OUTSIDE_SIX, FORENSIC);
        others = OwnNetworkProcess.start(OtherMachines.class, OUTSIDE, OUTSIDE_SIX, FORENSIC);
        machine.run("ip", "link", "add", "wire", "type", "veth", "peer", "name", "other", "netns", "" + others.pid());
        up(machine, "wire", "10.77.0.1/24", "fd77::1/64");
        up(others, "other", OUTSIDE + "/24", FORENSIC + "/24", OUTSIDE_SIX + "/64");
        machine.run(
                "nft",
                "add table inet operators; add chain inet operators in { type filter hook input priority 0; };"
                        + " add rule inet operators in tcp dport 22 accept");
        others.said("listen");
        others.follow();
    }

    private static void up(OwnNetworkProcess where, String device, String... addresses) {
        for (var address : addresses) {
            if (address.contains(":")) where.run("ip", "address", "add", address, "dev", device, "nodad");
            else where.run("ip", "address", "add", address, "dev", device);
        }
        where.run("ip", "link", "set", device, "up");
        where.run("ip", "link", "set", "lo", "up");
    }

    @AfterEach
    void end() {
        if (machine != null) machine.close();
        if (others != null) others.close();
    }

    private static void until(String what, BooleanSupplier true_) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (!true_.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private boolean hears(String address, long since) {
        return others.last(address) > since;
    }

    @Test
    void cut_off_within_a_second_all_but_the_forensic_host_and_let_back_as_it_was() throws IOException {
        var before = machine.run("nft", "list", "ruleset");
        assertThat(machine.asked("begin")).isEqualTo("begin false");
        until("everybody hears it", () -> hears(OUTSIDE, 0) && hears(OUTSIDE_SIX, 0) && hears(FORENSIC, 0));

        long command = System.currentTimeMillis();
        assertThat(machine.asked("isolate")).isEqualTo("isolate true");
        until("the forensic host hears it two seconds on", () -> hears(FORENSIC, command + 2_000));
        long silent = Math.max(others.last(OUTSIDE), others.last(OUTSIDE_SIX)) - command;
        System.out.println("cut off: the last datagram came " + silent + " ms after the command");
        assertThat(silent).isLessThan(1_000);
        assertThat(machine.run("nft", "list", "table", "inet", "operators")).contains("dport 22 accept");
        assertThat(machine.asked("isolate")).as("again is the same").isEqualTo("isolate true");

        assertThat(machine.asked("release")).isEqualTo("release false");
        assertThat(machine.run("nft", "list", "ruleset")).isEqualTo(before);
        long released = System.currentTimeMillis();
        until("everybody hears it again", () -> hears(OUTSIDE, released) && hears(OUTSIDE_SIX, released));
        assertThat(machine.asked("release")).as("again is the same").isEqualTo("release false");
    }

    @Test
    void the_table_names_the_forensic_host_alone_in_every_direction() throws IOException {
        machine.asked("isolate");
        assertThat(machine.run("nft", "list", "table", "inet", "bailiwick_isolation"))
                .contains("hook input", "hook forward", "saddr " + FORENSIC, "policy drop")
                .doesNotContain(OUTSIDE + " ");
    }
}
