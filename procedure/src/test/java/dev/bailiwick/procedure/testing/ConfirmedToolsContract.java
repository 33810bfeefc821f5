package dev.bailiwick.procedure.testing;

import static dev.bailiwick.procedure.testing.Specimens.ANA;
import static dev.bailiwick.procedure.testing.Specimens.BEN;
import static dev.bailiwick.procedure.testing.Specimens.DESK;
import static dev.bailiwick.procedure.testing.Specimens.LAB;
import static dev.bailiwick.procedure.testing.Specimens.MORNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.catalog.ToolDigest;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.register.ConfirmedTools;
import dev.bailiwick.procedure.register.ConfirmedTools.Tool;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What every {@link ConfirmedTools} must do. */
public abstract class ConfirmedToolsContract {
    /** The same, empty at first, for one test. */
    protected abstract ConfirmedTools tools();

    @Test
    void a_tool_is_noted_once_with_its_first_example() {
        var tools = tools();
        assertThat(tools.note(tool("crm.lookup", DESK, 0))).isTrue();
        assertThat(tools.note(tool("crm.lookup", LAB, 9))).isFalse();
        assertThat(tools.find(digest("crm.lookup"))).contains(tool("crm.lookup", DESK, 0));
        assertThat(tools.find(digest("other"))).isEmpty();
    }

    @Test
    void of_fifty_calls_of_a_new_tool_one_notes_it() {
        var tools = tools();
        Callable<Boolean> note = () -> tools.note(tool("crm.lookup", DESK, 0));
        assertThat(Race.of(Collections.nCopies(50, note))).containsOnlyOnce(true);
    }

    @Test
    void a_confirmed_tool_has_its_tier_and_who_gave_it() {
        var tools = tools();
        tools.note(tool("crm.lookup", DESK, 0));
        tools.note(tool("crm.delete", DESK, 1));
        assertThat(tools.confirmed()).isEmpty();
        tools.confirm(digest("crm.lookup"), Tier.T1, ANA, MORNING);
        assertThat(tools.confirmed()).containsExactly(java.util.Map.entry(digest("crm.lookup"), Tier.T1));
        var found = tools.find(digest("crm.lookup")).orElseThrow();
        assertThat(found.by()).contains(ANA);
        assertThat(found.at()).contains(MORNING);
    }

    @Test
    void a_later_word_replaces_an_earlier_one() {
        var tools = tools();
        tools.note(tool("crm.lookup", DESK, 0));
        tools.confirm(digest("crm.lookup"), Tier.T1, ANA, MORNING);
        tools.confirm(digest("crm.lookup"), Tier.T3, BEN, MORNING.plusSeconds(9));
        assertThat(tools.confirmed()).containsValue(Tier.T3);
        assertThat(tools.find(digest("crm.lookup")).orElseThrow().by()).contains(BEN);
    }

    @Test
    void a_tool_nobody_used_cannot_be_confirmed() {
        var tools = tools();
        assertThatThrownBy(() -> tools.confirm(digest("crm.lookup"), Tier.T1, ANA, MORNING))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_worklist_shows_what_waits_first_and_the_newest_first() {
        var tools = tools();
        for (int i = 0; i < 5; i++) tools.note(tool("tool" + i, DESK, i));
        tools.confirm(digest("tool4"), Tier.T2, ANA, MORNING);
        assertThat(tools.list(10, 0))
                .extracting(Tool::name)
                .containsExactly("tool3", "tool2", "tool1", "tool0", "tool4");
        assertThat(tools.list(2, 1)).extracting(Tool::name).containsExactly("tool2", "tool1");
    }

    @Test
    void the_unconfirmed_tools_of_one_agent_are_counted() {
        var tools = tools();
        for (int i = 0; i < 3; i++) tools.note(tool("tool" + i, DESK, i));
        tools.note(tool("tool3", LAB, 3));
        tools.confirm(digest("tool1"), Tier.T2, ANA, MORNING);
        assertThat(tools.unconfirmedOf(DESK)).isEqualTo(2);
        assertThat(tools.unconfirmedOf(LAB)).isEqualTo(1);
    }

    private static ToolDigest digest(String name) {
        return ToolDigest.of(name, Optional.empty());
    }

    private static Tool tool(String name, AgentId user, int second) {
        return new Tool(
                digest(name),
                name,
                user,
                JsonObject.builder().and("id", second).build(),
                MORNING.plusSeconds(second),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
