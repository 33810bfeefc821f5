package dev.bailiwick.core.hardening;

import static dev.bailiwick.core.testing.World.COMMANDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TighteningTest {
    private static final AgentId DESK = new AgentId("desk");
    private final AgentProfile profile = AgentProfile.of(Json.parseObject("""
            {"version": 1, "name": "example", "revision": 3, "purpose": "an example", "tier": 2,
             "account": {"name": "openclaw-example"},
             "network": {"port": 18789, "front": 8444, "vpn": [], "admin": [], "local": ["8443"],
                         "egress": [{"to": "10.1.2.0/24", "port": 443}, {"to": "10.3.0.0/16", "port": 25}]},
             "files": {"config": "/etc/openclaw", "state": "/var/lib/openclaw/state", "workspace": "/var/lib/openclaw/workspace",
                       "log": "/var/log/openclaw", "secrets": [], "read": ["/srv/data", "/var/log/apps"], "write": ["/srv/out"]},
             "programs": {"interpreters": true, "allowed": ["/usr/bin/cat", "/usr/bin/grep", "/usr/bin/python3", "/usr/bin/curl"]},
             "denied": [], "limits": {"memoryMiB": 128, "cpuPercent": 100, "processes": 64, "openFiles": 1024},
             "deployment": {"kind": "systemd", "program": "/usr/bin/node", "arguments": []},
             "requirements": {"seccomp": "required", "landlock": "best-effort", "apparmor": "best-effort"}}"""));

    private static Entry ran(String tool, JsonObject arguments, String verdict, String agent) {
        var attempt = JsonObject.with("tool", tool).and("arguments", arguments).build();
        return new Entry(
                1,
                Instant.EPOCH,
                Event.Kind.DECISION,
                "x",
                Optional.of(agent),
                Optional.empty(),
                JsonObject.with("verdict", verdict).and("attempt", attempt).build());
    }

    private static Entry command(String text) {
        return ran("exec", JsonObject.with("command", text).build(), "permit", "desk");
    }

    private Tightening after(Entry... entries) {
        return Tightening.of(profile, Usage.of(Stream.of(entries), DESK, COMMANDS, profile));
    }

    @Test
    void what_was_not_used_goes_and_what_was_stays() {
        var words = JsonArray.ofStrings(List.of("cat", "/srv/data/a b"));
        var tightened = after(
                        ran("bailiwick.run", JsonObject.with("arguments", words).build(), "permit", "desk"),
                        command("curl https://10.1.2.9/x"))
                .profile();
        assertThat(tightened.programs().allowed())
                .containsExactly(new HostPath("/usr/bin/cat"), new HostPath("/usr/bin/curl"));
        assertThat(tightened.programs().interpreters()).as("none is left").isFalse();
        assertThat(tightened.files().read()).containsExactly(new HostPath("/srv/data"));
        assertThat(tightened.files().write()).isEmpty();
        assertThat(tightened.network().egress()).hasSize(1);
        assertThat(tightened.revision()).isEqualTo(4);
    }

    @Test
    void nothing_an_agent_did_gets_into_a_profile() {
        var tightened = after(command("wget https://evil.example/"), command("cat /root/x"), command("cat /srv/out/y"));
        assertThat(profile.programs().allowed())
                .containsAll(tightened.profile().programs().allowed());
        assertThat(profile.files().read())
                .containsAll(tightened.profile().files().read());
        assertThat(profile.network().egress())
                .containsAll(tightened.profile().network().egress());
        assertThat(tightened.beyond()).containsExactly("wget");
    }

    @Test
    void what_was_refused_or_is_another_agents_was_not_used() {
        var cat = JsonObject.with("command", "cat a").build();
        var tightened =
                after(ran("exec", cat, "refused", "desk"), ran("exec", cat, "permit", "other"), command("grep a b"));
        assertThat(tightened.profile().programs().allowed()).containsExactly(new HostPath("/usr/bin/grep"));
    }

    @Test
    void a_host_by_name_keeps_what_has_its_port_since_nobody_knows_its_address() {
        assertThat(after(command("curl https://shop.example/"))
                        .profile()
                        .network()
                        .egress())
                .extracting(NetworkRules.Destination::port)
                .containsExactly(443);
    }

    @Test
    void a_command_nobody_can_read_may_have_used_anything() {
        assertThat(after(command("cat a"), command("cat $(id)")).profile()).isEqualTo(profile);
    }
}
