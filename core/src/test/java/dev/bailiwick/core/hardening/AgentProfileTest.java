package dev.bailiwick.core.hardening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.hardening.artefact.Artefacts;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentProfileTest {
    private static final List<String> HOSTILE = List.of(
            "a\nUser=root",
            "a\"b",
            "a'b",
            "a}b",
            "a{b",
            "a,b",
            "a%ib",
            "a$(id)",
            "a`id`",
            "a;b",
            "a b",
            "a:b",
            "a\\b",
            "a#b",
            "a\0b",
            "a\u202eb",
            "a*b",
            "a\rb",
            "");

    private final JsonObject plain = ExampleProfile.json();

    @Test
    void a_profile_read_and_written_is_the_same() {
        assertThat(AgentProfile.of(AgentProfile.of(plain).json())).isEqualTo(AgentProfile.of(plain));
    }

    @Test
    void a_pinned_program_is_one_file_and_a_listed_one() {
        var digest = Digest.of("cat");
        var pinned = put(plain, "/programs/digests", pin("/usr/bin/cat", digest.hex()));
        var profile = AgentProfile.of(pinned);
        var cat = new HostPath("/usr/bin/cat");
        assertThat(AgentProfile.of(profile.json())).isEqualTo(profile);
        assertThat(profile.programs().is(cat, digest)).isTrue();
        assertThat(profile.programs().is(cat, Digest.of("other"))).isFalse();
        assertThat(profile.programs().is(new HostPath("/usr/bin/grep"), Digest.of("any")))
                .isTrue();
        assertThat(profile.digest()).isNotEqualTo(AgentProfile.of(plain).digest());
        refused(put(plain, "/programs/digests", pin("/usr/bin/cat", "0")), "/programs/digests");
        assertThatThrownBy(() -> AgentProfile.of(put(plain, "/programs/digests", pin("/usr/bin/id", digest.hex()))))
                .hasMessageContaining("is pinned and not listed");
    }

    private static JsonObject pin(String program, String digest) {
        return JsonObject.with(program, digest).build();
    }

    @Test
    void the_order_of_lists_changes_no_byte_of_any_artefact() {
        var other = put(plain, "/programs/allowed", JsonArray.ofStrings(List.of("/usr/bin/grep", "/usr/bin/cat")));
        assertThat(Artefacts.of(AgentProfile.of(other))).isEqualTo(Artefacts.of(AgentProfile.of(plain)));
    }

    @Test
    void text_that_would_mean_something_in_a_rendered_language_is_refused_where_it_stands() {
        for (var place : List.of("/name", "/account/name", "/deployment/program", "/deployment/image")) {
            for (var text : HOSTILE) refused(put(plain, place, new JsonString(text)), place);
        }
        for (var place : List.of("/files/config", "/files/state", "/files/workspace", "/files/log")) {
            for (var text : HOSTILE) refused(put(plain, place, new JsonString("/srv/" + text)), place);
        }
    }

    @Test
    void so_are_the_elements_of_lists() {
        for (var place : List.of("/files/secrets", "/files/read", "/files/write", "/programs/allowed")) {
            for (var text : HOSTILE)
                refused(put(plain, place, JsonArray.ofStrings(List.of("/srv/data/" + text))), place + "/0");
        }
        for (var place :
                List.of("/network/vpn", "/network/admin", "/network/local", "/deployment/arguments", "/denied")) {
            for (var text : HOSTILE) refused(put(plain, place, JsonArray.ofStrings(List.of(text))), place + "/0");
        }
    }

    @Test
    void so_is_everything_said_of_a_peer() {
        var peer = JsonObject.with("name", "ana")
                .and("key", "mP0ksbZvcRWHAVtVZ8UCl5hGUJ3x8rOEpk9qvWwTRnQ=")
                .and("address", "10.8.0.7")
                .build();
        var vpn = put(plain, "/network/vpn", JsonArray.ofStrings(List.of("10.8.0.0/24")));
        var known = AgentProfile.of(put(vpn, "/network/peers", JsonArray.of(peer)));
        assertThat(Artefacts.of(known).file("wireguard.conf").text())
                .contains("Address = 10.8.0.1/24", "# ana\nPublicKey = mP0ks", "AllowedIPs = 10.8.0.7/32");
        assertThat(AgentProfile.of(known.json())).isEqualTo(known);
        for (var member : List.of("name", "key", "address")) {
            for (var text : HOSTILE) {
                var hostile = JsonArray.of(peer.plus(member, new JsonString(text)));
                refused(put(vpn, "/network/peers", hostile), "/network/peers/0/" + member);
            }
        }
        var stranger = JsonArray.of(peer.plus("address", new JsonString("10.9.0.7")));
        refused(put(vpn, "/network/peers", stranger), "/network/peers/0/address");
    }

    @Test
    void nothing_writable_holds_what_must_not_change() {
        refused(put(plain, "/files/workspace", new JsonString("/etc/openclaw-example")), "/files/workspace");
        refused(put(plain, "/files/state", new JsonString("/etc")), "/files/state");
        refused(
                put(plain, "/files/write", JsonArray.ofStrings(List.of("/var/log/openclaw-example/x"))),
                "/files/write/0");
        refused(
                put(
                        plain,
                        "/programs/allowed",
                        JsonArray.ofStrings(List.of("/var/lib/openclaw-example/workspace/tool"))),
                "/programs/allowed/0");
    }

    @Test
    void an_interpreter_is_listed_only_by_saying_so() {
        refused(
                put(plain, "/programs/allowed", JsonArray.ofStrings(List.of("/usr/bin/python3.11"))),
                "/programs/allowed/0");
    }

    @Test
    void a_system_call_nobody_knows_and_an_image_by_tag_are_refused() {
        refused(put(plain, "/denied", JsonArray.ofStrings(List.of("mkdirr"))), "/denied/0");
        refused(put(plain, "/deployment/image", new JsonString("corp/openclaw:latest")), "/deployment/image");
    }

    private static void refused(JsonObject profile, String place) {
        assertThatThrownBy(() -> AgentProfile.of(profile))
                .isInstanceOfSatisfying(
                        JsonException.class, e -> assertThat(e.place()).startsWith(place));
    }

    private static JsonObject put(JsonObject in, String pointer, dev.bailiwick.json.JsonValue value) {
        int slash = pointer.indexOf('/', 1);
        if (slash < 0) return in.plus(pointer.substring(1), value);
        var name = pointer.substring(1, slash);
        return in.plus(name, put(in.object(name).orElseThrow(), pointer.substring(slash), value));
    }

    @Test
    void the_manifest_names_every_file_with_its_digest() {
        var artefacts = Artefacts.of(AgentProfile.of(plain));
        var files =
                Json.parseObject(artefacts.manifest().text()).object("files").orElseThrow();
        assertThat(files.members()).hasSameSizeAs(artefacts.files());
    }
}
