package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.wiring.CommandFiles;
import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.app.wiring.ProfileFiles;
import dev.bailiwick.core.command.Verdict.Decision;
import dev.bailiwick.core.hardening.ConfinedCommand;
import dev.bailiwick.core.register.Freeze;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.host.freeze.FreezeMarks;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a command line gets as far as being confined; being confined is host's ConfinementTest. */
class RunTest {
    private static final String WORKSPACE = "/var/lib/openclaw-reporting/workspace";

    @TempDir
    private Path folder = Path.of("");

    private static ConfinedCommand reporting(String text) {
        return ConfinedCommand.of(text, ProfileFiles.read("reporting"), CommandFiles.shipped());
    }

    @Test
    void a_listed_program_within_the_profile_is_allowed_and_runs_as_its_arguments() {
        var command = reporting("grep 'two words' notes.txt");
        assertThat(command.verdict().decision()).isEqualTo(Decision.ALLOW);
        assertThat(command.arguments()).containsExactly("grep", "two words", "notes.txt");
        assertThat(command.program().orElseThrow().text()).isEqualTo("/usr/bin/grep");
        assertThat(command.folder().text()).isEqualTo(WORKSPACE);
    }

    @Test
    void what_the_profile_does_not_list_is_denied() {
        for (var text : new String[] {"id", "cat /etc/shadow", "./cat x", "/opt/cat x", "sort a -o /etc/x"}) {
            assertThat(reporting(text).verdict().decision()).as(text).isNotEqualTo(Decision.ALLOW);
        }
    }

    @Test
    void what_is_asked_for_is_these_arguments_this_program_and_this_profile() {
        var profile = ProfileFiles.read("reporting");
        var bytes = Digest.of("one");
        var question = reporting("cat a").question(bytes, profile);
        assertThat(reporting("cat  'a'").question(bytes, profile)).isEqualTo(question);
        assertThat(reporting("cat b").question(bytes, profile)).isNotEqualTo(question);
        assertThat(reporting("cat a").question(Digest.of("other"), profile)).isNotEqualTo(question);
        assertThat(reporting("cat a").question(bytes, ProfileFiles.read("monitoring")))
                .isNotEqualTo(question);
    }

    @Test
    void exit_codes_say_what_became_of_it() {
        assertThat(run("cat", "/etc/shadow")).isEqualTo(4);
        assertThat(run("cat a | sort")).isEqualTo(2);
        assertThat(run("cat $(id)")).isEqualTo(2);
        assertThat(run("cat --unheard-of a")).isEqualTo(4);
        assertThat(run("cat a")).as("no server").isEqualTo(6);
    }

    @Test
    void a_frozen_agent_runs_nothing() {
        new FreezeMarks(new DataFolder(folder).freezes())
                .freeze(Optional.of(new AgentId("a")), new Freeze("leak", "ana", Instant.EPOCH));
        assertThat(run("cat notes.txt")).isEqualTo(4);
    }

    private int run(String... command) {
        var arguments = new java.util.ArrayList<>(
                java.util.List.of("run", "--agent", "a", "--profile", "reporting", "--data", folder.toString(), "--"));
        arguments.addAll(java.util.List.of(command));
        return Bailiwick.run(arguments.toArray(String[]::new));
    }
}
