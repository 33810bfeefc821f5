package dev.bailiwick.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.hardening.Check;
import dev.bailiwick.core.hardening.CommandExercise;
import dev.bailiwick.core.hardening.HostPath;
import dev.bailiwick.core.hardening.Look;
import dev.bailiwick.core.hardening.Result;
import dev.bailiwick.core.hardening.Standing;
import dev.bailiwick.core.hardening.Watched;
import dev.bailiwick.core.hardening.artefact.Artefacts;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.procedure.hardening.Looks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentMachinesTest {
    private static final AgentId AGENT = new AgentId("desk");

    @TempDir
    private Path folder = Path.of("");

    private Optional<Look> look(Watched how) {
        return new AgentMachines(new DataFolder(folder), _ -> Optional.empty(), Optional::empty, InstantSource.system())
                .look(AGENT, how);
    }

    private void profile() throws IOException {
        Files.createDirectories(folder.resolve("profiles"));
        Files.writeString(folder.resolve("profiles/desk.yaml"), ProfileFiles.text("reporting"));
    }

    private static Result result(Look look, Check check) {
        return look.posture().results().stream()
                .filter(each -> each.check() == check)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void an_agent_without_a_profile_is_not_looked_at() {
        assertThat(look(Watched.NOTHING_SAID)).isEmpty();
    }

    @Test
    void a_profile_that_cannot_be_read_makes_everything_unknown_and_says_why() {
        var how = new Watched(Optional.of("lost.yaml"), Optional.empty(), Optional.empty(), Map.of());
        assertThat(look(how).orElseThrow().posture().results())
                .allMatch(each -> each.standing() == Standing.UNKNOWN)
                .allMatch(each -> each.because().contains("lost.yaml"));
    }

    @Test
    void what_is_tried_is_known_and_what_others_say_is_taken_in() throws IOException {
        profile();
        var backup = Files.writeString(folder.resolve("backup"), "var/lib/openclaw-reporting/state/a.db\n");
        var audit = Files.writeString(folder.resolve("audit.json"), """
                {"summary": {"critical": 1, "warn": 0, "info": 0}, "findings": [
                  {"checkId": "gateway.loopback_no_auth", "severity": "critical", "title": "x"}]}""");
        var how = new Watched(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(),
                Optional.of(new HostPath(backup.toString())),
                List.of(new HostPath(audit.toString()), new HostPath(backup.toString())));
        var look = look(how).orElseThrow();
        for (var check : List.of(Check.EXE_06, Check.SVC_04, Check.SEC_03)) {
            assertThat(result(look, check).standing())
                    .as("%s", result(look, check))
                    .isEqualTo(Standing.PASS);
        }
        assertThat(result(look, Check.OCA_01).standing()).isNotEqualTo(Standing.PASS);
    }

    @Test
    void the_command_check_holds_back_what_it_must_under_every_profile_that_ships() {
        for (var name : ProfileFiles.SHIPPED) {
            var result = CommandFiles.exercise().under(ProfileFiles.read(name));
            assertThat(result.standing())
                    .as("%s: %s", name, result.because())
                    .isIn(Standing.PASS, Standing.NOT_APPLICABLE);
        }
    }

    @Test
    void a_command_check_that_lets_a_line_pass_is_found_out() {
        var weak = new CommandExercise(CommandFiles.shipped(), List.of("PROGRAM $(id)", "PROGRAM notes.txt"));
        var result = weak.under(ProfileFiles.read("reporting"));
        assertThat(result.standing()).isEqualTo(Standing.FAIL);
        assertThat(result.because()).isEqualTo("it would let pass: cat notes.txt");
    }

    @Test
    void an_artefact_changed_after_rendering_is_named_and_so_is_one_that_is_gone() throws IOException {
        profile();
        var rendered = Files.createDirectory(folder.resolve("rendered"));
        var artefacts = Artefacts.of(ProfileFiles.read("reporting"));
        for (var file : artefacts.files()) Files.writeString(rendered.resolve(file.name()), file.text());
        var elsewhere = folder.resolve("installed.nft");
        Files.writeString(elsewhere, artefacts.file("nftables.nft").text());
        var how = new Watched(
                Optional.empty(),
                Optional.empty(),
                Optional.of(new HostPath(rendered.toString())),
                Map.of("nftables.nft", new HostPath(elsewhere.toString())));
        var whole = look(how).orElseThrow();
        assertThat(result(whole, Check.ART_01).standing()).isEqualTo(Standing.PASS);
        assertThat(result(whole, Check.NET_03).declared())
                .hasValueSatisfying(line -> assertThat(line.copy()).isEqualTo(Result.Copy.AS_RENDERED));
        Files.writeString(elsewhere, Files.readString(elsewhere).replace("policy drop", "policy accept"));
        var changed = look(how).orElseThrow();
        assertThat(result(changed, Check.ART_01).because()).isEqualTo("changed after rendering: nftables.nft");
        assertThat(result(changed, Check.NET_03).declared())
                .hasValueSatisfying(line -> assertThat(line.copy()).isEqualTo(Result.Copy.CHANGED));
        Files.writeString(elsewhere, artefacts.file("nftables.nft").text());
        Files.delete(rendered.resolve("seccomp.json"));
        assertThat(result(look(how).orElseThrow(), Check.ART_01).because()).isEqualTo("not there: seccomp.json");
    }

    @Test
    void a_secret_left_where_the_agent_lives_is_told_by_its_place_alone() throws IOException {
        profile();
        var canary = "ghp_" + "c4n4ry".repeat(6);
        var rendered = Files.createDirectory(folder.resolve("rendered"));
        for (var file : Artefacts.of(ProfileFiles.read("reporting")).files())
            Files.writeString(rendered.resolve(file.name()), file.text());
        var how = new Watched(
                Optional.empty(), Optional.empty(), Optional.of(new HostPath(rendered.toString())), Map.of());
        assertThat(result(look(how).orElseThrow(), Check.SEC_02).standing()).isNotEqualTo(Standing.FAIL);
        var left =
                Files.writeString(rendered.resolve("override.conf"), "[Service]\nEnvironment=TOKEN=" + canary + "\n");
        var look = look(how).orElseThrow();
        assertThat(result(look, Check.SEC_02).standing()).isEqualTo(Standing.FAIL);
        assertThat(result(look, Check.SEC_02).because()).contains(left + ":2");
        new KeptLooks(folder.resolve("looks")).keep(new Looks.Kept(AGENT, look, 7));
        assertThat(folder.resolve("looks/desk.house.json")).content().doesNotContain("c4n4ry");
    }

    @Test
    void a_kept_look_is_read_as_it_was_written_and_a_broken_one_is_none() throws IOException {
        profile();
        var looks = new KeptLooks(folder.resolve("looks"));
        var kept = new Looks.Kept(AGENT, look(Watched.NOTHING_SAID).orElseThrow(), 7);
        looks.keep(kept);
        looks.keep(kept);
        assertThat(looks.all()).containsExactly(kept);
        Files.writeString(folder.resolve("looks/desk.house.json"), "{");
        assertThat(looks.all()).isEmpty();
    }
}
