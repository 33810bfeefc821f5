package dev.bailiwick.core.register.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.register.discovery.Running.Listener;
import dev.bailiwick.core.register.discovery.Running.Program;
import dev.bailiwick.core.register.discovery.Runtimes.Registered;
import dev.bailiwick.core.register.discovery.Sighting.Kind;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuntimesTest {
    private static final Registered NOBODY = new Registered(Set.of());
    private static final Program AGENT =
            new Program(41, Set.of("openclaw-gateway", "node"), 1001, List.of("192.0.2.7:443"));

    private final Runtimes runtimes = shipped();

    @Test
    void a_runtime_that_nobody_registered_is_found_with_its_port_and_where_it_speaks_to() {
        var seen = new Running(List.of(AGENT), List.of(new Listener("127.0.0.1", 19_000, 41, 1001)));
        assertThat(runtimes.strangers(seen, NOBODY))
                .extracting(Sighting::key)
                .containsExactly(
                        "process/OpenClaw of account 1001",
                        "egress/OpenClaw to 192.0.2.7:443",
                        "listener/OpenClaw at 127.0.0.1:19000");
    }

    @Test
    void a_registered_agent_and_all_it_started_are_not_found() {
        var tool = new Program(42, Set.of("github-mcp"), 1001, List.of());
        var seen = new Running(List.of(AGENT, tool), List.of(new Listener("127.0.0.1", 18_789, 41, 1001)));
        assertThat(runtimes.strangers(seen, new Registered(Set.of(41L, 42L)))).isEmpty();
        assertThat(runtimes.strangers(seen, new Registered(Set.of(41L))))
                .extracting(Sighting::kind)
                .containsExactly(Kind.PROCESS);
    }

    @Test
    void a_known_port_is_found_though_nobody_may_look_at_its_holder_unless_the_account_is_an_agents() {
        var hidden = new Listener("0.0.0.0", 18_789, 0, 1001);
        assertThat(runtimes.strangers(new Running(List.of(), List.of(hidden)), NOBODY))
                .singleElement()
                .satisfies(each -> assertThat(each.detail()).contains("may not look"));
        assertThat(runtimes.strangers(new Running(List.of(AGENT), List.of(hidden)), new Registered(Set.of(41L))))
                .isEmpty();
    }

    @Test
    void other_programs_and_ports_are_none_of_its_business() {
        var editor = new Program(50, Set.of("vim", "grep"), 1000, List.of("192.0.2.8:22"));
        var seen = new Running(List.of(editor), List.of(new Listener("127.0.0.1", 5432, 50, 1000)));
        assertThat(runtimes.strangers(seen, NOBODY)).isEmpty();
    }

    @Test
    void two_processes_of_one_account_are_one_finding() {
        var other = new Program(43, Set.of("openclaw"), 1001, List.of());
        assertThat(runtimes.strangers(new Running(List.of(AGENT, other), List.of()), NOBODY))
                .filteredOn(each -> each.kind() == Kind.PROCESS)
                .hasSize(1);
    }

    @Test
    void a_name_that_would_deceive_a_terminal_is_only_text() {
        var hostile = new Program(44, Set.of("openclaw", "\u001b[2Jnothing here\u202e"), 1001, List.of());
        assertThat(runtimes.strangers(new Running(List.of(hostile), List.of()), NOBODY))
                .singleElement()
                .satisfies(each -> assertThat(each.detail()).contains("\\u{1b}", "\\u{202e}"));
        assertThat(new Sighting(Kind.PROCESS, "x".repeat(5_000), "").subject()).hasSize(201);
    }

    private static Runtimes shipped() {
        try (var file = Objects.requireNonNull(Runtimes.class.getResourceAsStream(Runtimes.FILE))) {
            return Runtimes.of(Json.parseObject(file.readAllBytes(), JsonLimits.FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
