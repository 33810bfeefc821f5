package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bailiwick.app.wiring.ProfileFiles;
import dev.bailiwick.app.yaml.YamlDocument;
import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.hardening.artefact.Artefacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rendered packet filter between two network namespaces: who gets through, and who is not locked out by it. */
class FirewallTest {
    /** This side has the front, SSH, and a port nobody named; the other side comes from the VPN, from elsewhere, and by IPv6. */
    private static final String WORLD = """
        set -eu
        cd "$1"
        ip link set lo up
        ip link add front type veth peer name other
        ip address add 10.8.0.1/24 dev front
        ip address add 10.9.0.1/24 dev front
        ip address add 10.7.0.1/24 dev front
        ip address add fd00:7::1/64 dev front nodad
        ip link set front up
        own=$(readlink /proc/self/ns/net)
        unshare -n sleep 60 & there=$!
        until [ "$(readlink /proc/$there/ns/net)" != "$own" ]; do sleep 0.1; done
        ip link set other netns $there
        nsenter -t $there -n sh -c 'ip link set lo up; ip address add 10.8.0.2/24 dev other; ip address add 10.9.0.2/24 dev other
          ip address add 10.7.0.2/24 dev other; ip address add fd00:7::2/64 dev other nodad; ip link set other up'
        servers=
        for port in 8444 22 9999; do python3 -m http.server $port --bind :: >/dev/null 2>&1 & servers="$servers $!"; done
        trap 'kill $there $servers 2>/dev/null' EXIT
        get() { nsenter -t $there -n curl -gs -m 2 -o /dev/null -w '%{http_code}' "$@" || :; }
        tries() {
          echo "$1: vpn $(get --interface 10.8.0.2 http://10.8.0.1:8444/) elsewhere $(get --interface 10.7.0.2 http://10.7.0.1:8444/)" \\
            "other port $(get --interface 10.8.0.2 http://10.8.0.1:9999/) ssh $(get --interface 10.8.0.2 http://10.8.0.1:22/)" \\
            "ssh of admins $(get --interface 10.9.0.2 http://10.9.0.1:22/) IPv6 $(get 'http://[fd00:7::1]:8444/')"
        }
        for port in 8444 22 9999; do until curl -s -o /dev/null http://127.0.0.1:$port/; do sleep 0.1; done; done
        """;

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void render() throws IOException {
        for (var tool :
                List.of("/usr/sbin/nft", "/usr/bin/unshare", "/usr/sbin/ip", "/usr/bin/curl", "/usr/bin/python3"))
            assumeTrue(Files.isExecutable(Path.of(tool)), tool + " is not installed");
        assumeTrue("root".equals(System.getProperty("user.name")), "network namespaces are made by root");
        var text = ProfileFiles.text("reporting")
                .replace("vpn: [] ", "vpn: [10.8.0.0/24] ")
                .replace("admin: [] ", "admin: [10.9.0.0/24] ")
                .replace("account: {name: openclaw-reporting}", "account: {name: games}");
        var artefacts = Artefacts.of(YamlDocument.parse("mine.yaml", text).as(AgentProfile::of));
        for (var file : artefacts.files()) Files.writeString(folder.resolve(file.name()), file.text());
    }

    @Test
    void the_front_is_reached_from_the_vpn_alone_ssh_by_admins_alone_and_a_second_time_changes_nothing()
            throws Exception {
        assertThat(said("""
                tries before
                nft -f nftables.nft
                tries after
                nft -s list ruleset >once; nft -f nftables.nft; nft -s list ruleset >twice; cmp once twice && echo same
                """).lines())
                .containsExactly(
                        "before: vpn 200 elsewhere 200 other port 200 ssh 200 ssh of admins 200 IPv6 200",
                        "after: vpn 200 elsewhere 000 other port 000 ssh 000 ssh of admins 200 IPv6 000",
                        "same");
    }

    @Test
    void without_a_yes_what_was_there_before_is_back() throws Exception {
        assertThat(said("""
                ask() { PATIENCE=1 sh firewall.sh | tail -n 1; nft -s list ruleset | grep -c 'dport 8444' || :; }
                sleep 5 | ask
                echo no | ask
                ask </dev/null
                echo yes | ask
                sed -i 's/10.8.0.0/10.7.0.0/' nftables.nft
                sleep 5 | ask
                nft -s list ruleset | grep 'dport 8444'
                """).lines().map(String::strip))
                .containsExactly(
                        "taken back",
                        "0",
                        "taken back",
                        "0",
                        "taken back",
                        "0",
                        "loaded; yes keeps it, anything else or 1 s take it back",
                        "1",
                        "taken back",
                        "1",
                        "ip saddr 10.8.0.0/24 tcp dport 8444 accept");
    }

    @Test
    void who_is_locked_out_and_hangs_up_gets_the_old_filter_back() throws Exception {
        assertThat(said("""
                mkfifo silence
                sleep 30 >silence & servers="$servers $!"
                PATIENCE=2 sh firewall.sh <silence >/dev/null & job=$!
                until nft list ruleset | grep -q 8444; do sleep 0.1; done
                kill -HUP $job
                wait $job || echo refused
                nft list ruleset | grep -c 8444 || :
                """).lines()).containsExactly("refused", "0");
    }

    private String said(String script) throws IOException, InterruptedException {
        var out = folder.resolve("said.txt");
        var process = new ProcessBuilder(
                        "/usr/bin/unshare", "-n", "--", "/bin/sh", "-c", WORLD + script, "sh", folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(out, StandardCharsets.UTF_8);
    }
}
