package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.app.wiring.HostHouse;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.core.hardening.Look;
import dev.bailiwick.core.node.Beat;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.value.Address;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.host.node.CutOff;
import dev.bailiwick.host.node.NodeLine;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.stop.AgentHost;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real server, and a machine in host role beside it: how it comes in, what reaches it, what holds without the server. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
@SuppressWarnings("NullAway.Init")
class NodesTest {
    private static final AgentId DESK = new AgentId("desk");
    private static final Actor.Human ADA = new Actor.Human(new PersonId("ada"), Actor.Channel.TERMINAL);

    @TempDir
    private Path folder;

    private SmallShop shop;
    private DataFolder machine;
    private int port;
    private House server;
    private HostHouse node;
    private final List<String> said = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open() throws IOException {
        shop = SmallShop.in(folder);
        machine = new DataFolder(folder.resolve("machine"));
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        serve();
    }

    private void serve() {
        server = House.open(Configuration.of(shop.data())
                .onFreePorts()
                .with(new Configuration.NodesListener(Address.read("127.0.0.1").orElseThrow(), port)));
    }

    @AfterEach
    void close() {
        if (node != null) node.close();
        server.close();
    }

    private String invitation() {
        return shop.asked("", "host", "invite", "web-1", "--agents", "desk")
                .json()
                .string("token")
                .orElseThrow();
    }

    private Ran join(String token) {
        return Ran.line(
                "host",
                "join",
                server.nodes().orElseThrow().toString(),
                "--token",
                token,
                "--data",
                machine.path().toString());
    }

    private void stay() {
        node = HostHouse.open(machine, 0, said::add);
    }

    private JsonObject listed() {
        var rows = shop.asked("", "host", "list").json().array("nodes");
        return rows.size() == 0 ? JsonObject.EMPTY : (JsonObject) rows.values().getFirst();
    }

    private String state() {
        return listed().string("state").orElse("none");
    }

    private static void until(String what, BooleanSupplier holds) throws InterruptedException {
        long end = System.nanoTime() + 30_000_000_000L;
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.sleep(50);
        }
    }

    private void joined() throws InterruptedException {
        assertThat(join(invitation()).code()).isZero();
        stay();
        until("the server hears it", () -> state().equals("heard"));
    }

    /** What an agent on the machine is answered at its door. */
    private int door() throws IOException {
        var connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + node.port() + "/openclaw/v1/standing")
                .toURL()
                .openConnection();
        connection.setRequestProperty("Authorization", "Bearer none");
        connection.setRequestProperty("Connection", "close");
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }

    @Test
    void an_invited_machine_joins_once_and_is_heard_until_it_falls_silent() throws Exception {
        var token = invitation();
        assertThat(state()).isEqualTo("invited");
        assertThat(join(token).code()).isZero();
        var other = new DataFolder(folder.resolve("other"));
        var again = Ran.line(
                "host",
                "join",
                server.nodes().orElseThrow().toString(),
                "--token",
                token,
                "--data",
                other.path().toString());
        assertThat(again.code()).as("a token is spent").isEqualTo(4);

        assertThat(state()).isEqualTo("cut off");
        stay();
        until("the server hears it", () -> state().equals("heard"));
        assertThat(listed().text())
                .contains("\"agents\":[\"desk\"]", "\"version\":\"0.1.0\"")
                .doesNotContain("bwn_");
        node.close();
        until("the server misses it", () -> state().equals("cut off"));
        until(
                "people are told",
                () -> shop.asked("", "log", "search", "--kind", "alert", "--text", "node-lost")
                        .text()
                        .contains("web-1"));
    }

    @Test
    void its_key_is_readable_by_its_own_account_alone_and_the_authority_s_by_the_server_s() throws Exception {
        joined();
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(machine.node().resolve("identity.json"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(shop.data().keys().resolve("nodes-authority.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void a_token_for_another_authority_is_never_sent() {
        var token = invitation();
        var foreign = token.substring(0, token.indexOf('.') + 1) + "0".repeat(64);
        assertThat(join(foreign).code()).isEqualTo(6);
        assertThat(state()).isEqualTo("invited");
        assertThat(join(token).code()).as("it was not spent").isZero();
    }

    @Test
    void what_is_no_token_is_refused_and_not_quoted() {
        var ran = join("bwn_cut-short");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.text()).doesNotContain("cut-short");
        assertThat(Ran.line(
                                "host",
                                "join",
                                "http://127.0.0.1:1",
                                "--token",
                                invitation(),
                                "--data",
                                machine.path().toString())
                        .code())
                .as("no TLS")
                .isEqualTo(2);
    }

    @Test
    void without_a_certificate_nothing_but_joining_is_possible() throws Exception {
        var stranger = new Stranger(server.nodes().orElseThrow());
        assertThat(stranger.status("/node/v1/beat")).isEqualTo(403);
        assertThat(stranger.status("/openclaw/v1/decide")).isEqualTo(403);
        assertThat(stranger.status("/node/v1/join")).as("no token").isEqualTo(400);
    }

    @Test
    void a_removed_machine_is_out_at_once_and_its_agents_with_it() throws Exception {
        joined();
        assertThat(door())
                .as("through the door to the server, which wants a credential")
                .isEqualTo(401);
        assertThat(shop.asked("", "host", "remove", "web-1").code()).isZero();
        assertThat(door()).isEqualTo(403);
        until("it is told", () -> said.stream().anyMatch(line -> line.contains("will not have this machine")));
        assertThat(state()).isEqualTo("none");
        assertThat(shop.asked("", "host", "remove", "web-1").code()).isEqualTo(4);

        server.close();
        serve();
        assertThatThrownBy(() -> NodeLine.of(machine.node())
                        .orElseThrow()
                        .beat(new Beat("x", Freezes.NONE, List.of(), List.of())))
                .as("a restart forgets nothing")
                .isInstanceOf(CutOff.class);
    }

    @Test
    void a_node_that_only_its_file_knows_is_not_one() throws Exception {
        joined();
        node.close();
        var file = shop.data().nodes().resolve("web-1.json");
        Files.writeString(
                file, Files.readString(file).replace("\"desk\"", "\"desk\",\"mail\""), StandardCharsets.UTF_8);
        server.close();
        serve();
        assertThat(state()).as("the log says otherwise").isEqualTo("none");
    }

    @Test
    void a_freeze_reaches_it_and_holds_there_without_the_server_and_is_lifted_there() throws Exception {
        joined();
        server.parts().stop().freeze(Optional.of(DESK), "a leak", ADA);
        until("the node holds it", () -> node.frozen(DESK));
        server.close();
        until("it knows that it is cut off", () -> said.stream().anyMatch(line -> line.contains("cut off")));
        assertThat(node.frozen(DESK)).isTrue();
        assertThat(door()).as("nothing is permitted").isEqualTo(503);
        node.close();
        stay();
        assertThat(node.frozen(DESK)).as("over a restart of the machine").isTrue();

        serve();
        until("it is heard again", () -> state().equals("heard"));
        server.parts().stop().lift(Optional.of(DESK), "all is well", ADA);
        until("it is lifted there too", () -> !node.frozen(DESK));
    }

    @Test
    void what_is_frozen_on_a_cut_off_machine_is_frozen_everywhere_once_it_is_heard() throws Exception {
        joined();
        until("the machine knows its agents", () -> Files.exists(machine.node().resolve("charges.json")));
        server.close();
        until("it is cut off", () -> said.stream().anyMatch(line -> line.contains("cut off")));
        var ran = Ran.line(
                "freeze",
                "desk",
                "--reason",
                "it misbehaves",
                "--data",
                machine.path().toString());
        assertThat(ran.code()).isZero();
        assertThat(ran.text()).contains("holds on this node");
        assertThat(node.frozen(DESK)).isTrue();
        serve();
        until(
                "the server knows",
                () -> server.parts().facts().now().freezes().of(DESK).isPresent());
        assertThat(server.parts().facts().now().freezes().of(DESK).orElseThrow().reason())
                .contains("web-1", "it misbehaves");
        server.parts().stop().lift(Optional.of(DESK), "looked at", ADA);
        until("lifted once, it stays lifted", () -> !node.frozen(DESK));
        assertThat(machine.freezes().resolve("agent-desk.freeze"))
                .as("nothing is left to be told")
                .doesNotExist();
    }

    @Test
    void an_agent_runs_on_one_machine_and_who_joined_is_not_invited_again() throws Exception {
        joined();
        assertThat(shop.asked("", "host", "invite", "web-1", "--agents", "desk").code())
                .isEqualTo(4);
        assertThat(shop.asked("", "host", "invite", "web-2", "--agents", "desk").code())
                .isEqualTo(4);
        assertThat(shop.asked("", "host", "invite", "web-2", "--agents", "nobody")
                        .code())
                .isEqualTo(4);
        assertThat(shop.asked("", "host", "invite", "WEB", "--agents", "desk").code())
                .isEqualTo(2);
    }

    @Test
    void a_machine_that_is_no_node_and_a_server_s_own_folder_are_refused() {
        assertThat(Ran.line("host", "run", "--data", machine.path().toString()).code())
                .isEqualTo(1);
        assertThat(Ran.line(
                                "host",
                                "join",
                                "https://127.0.0.1:1",
                                "--token",
                                invitation(),
                                "--data",
                                shop.data().path().toString())
                        .code())
                .isEqualTo(2);
    }

    @Test
    void the_listener_is_never_public() {
        for (var address : List.of("0.0.0.0", "::", "8.8.8.8", "2600::1", "::ffff:8.8.8.8"))
            assertThat(Ran.line(
                                    "serve",
                                    "--nodes-port",
                                    "0",
                                    "--nodes-address",
                                    address,
                                    "--data",
                                    folder.resolve("x").toString())
                            .code())
                    .as(address)
                    .isEqualTo(2);
    }

    /** Why the stop is not proved. */
    private String stopped() {
        var nowhere = new AgentHost.Whereabouts(DESK, Optional.empty(), Optional.empty(), Optional.empty());
        return String.join(
                "; ", server.parts().stop().stop(nowhere, "it misbehaves", ADA).failed());
    }

    @Test
    void a_stop_kills_on_the_machine_and_the_answer_is_what_that_machine_saw() throws Exception {
        joined();
        until("the machine knows its agents", () -> Files.exists(machine.node().resolve("charges.json")));
        var builder = new ProcessBuilder("/usr/bin/sleep", "300");
        builder.environment().put("BAILIWICK_AGENT", "desk");
        var child = builder.start();
        try {
            var failed = stopped();
            assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).as("SIGKILL").isEqualTo(137);
            assertThat(failed)
                    .as("without a process or account of its own nobody can say more")
                    .contains("node web-1: nothing is known");
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    void a_stop_of_a_cut_off_machine_says_where_to_stop_it_by_hand() throws Exception {
        joined();
        node.close();
        until("the server misses it", () -> state().equals("cut off"));
        assertThat(stopped()).contains("node web-1 is cut off", "./bailiwick stop");
        assertThat(server.parts().facts().now().freezes().of(DESK))
                .as("frozen it is all the same")
                .isPresent();
    }

    @Test
    void a_machine_is_looked_at_where_it_is() throws Exception {
        Files.createDirectories(machine.path().resolve("profiles"));
        Files.writeString(
                machine.path().resolve("profiles/desk.yaml"),
                Ran.line("harden", "show", "reporting").text());
        joined();
        until(
                "its look is known",
                () -> server.parts().posture().dossier(DESK).by(Look.Eyes.HOUSE).isPresent());
        var look = server.parts().posture().dossier(DESK).by(Look.Eyes.HOUSE).orElseThrow();
        assertThat(look.profile()).as("compared with what lies on that machine").contains("reporting");
    }
}
