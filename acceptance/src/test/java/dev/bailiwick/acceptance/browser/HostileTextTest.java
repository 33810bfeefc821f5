package dev.bailiwick.acceptance.browser;

import static dev.bailiwick.console.testing.PlayedHouse.CLEO;
import static dev.bailiwick.console.testing.PlayedHouse.DESK;
import static dev.bailiwick.console.testing.PlayedHouse.SCOUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.console.testing.PlayedHouse;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.decision.Origin;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.procedure.enforcement.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An agent writes markup into every field it controls; nothing of it ever becomes more than text. */
class HostileTextTest {
    private static final String SCRIPT = "window.ran=(window.ran||0)+1";
    private static final List<String> MARKUP = List.of(
            "<script>" + SCRIPT + "</script>",
            "<img src=x onerror=" + SCRIPT + ">",
            "<svg onload=" + SCRIPT + "><animate onbegin=" + SCRIPT + " attributeName=x dur=1s>",
            "\"><script>" + SCRIPT + "</script>",
            "' autofocus onfocus=" + SCRIPT + " x='",
            "javascript:" + SCRIPT,
            "</textarea></title></style><script>" + SCRIPT + "</script>",
            "<a href=\"javascript:" + SCRIPT + "\">press</a>",
            "<iframe srcdoc=\"<script>parent." + SCRIPT + "</script>\"></iframe>",
            "<div hx-get=/agents hx-trigger=load data-hx-on:load=" + SCRIPT + ">${7*7}@if(true)</div>",
            "<form action=http://evil.example><button>Approve once</button></form><style>body{display:none}</style>");

    @Test
    void markup_in_the_fields_an_agent_controls_never_runs() {
        try (var house = new PlayedHouse();
                var chromium = Chromium.open()) {
            var pages = hostile(house);
            chromium.signIn(house, CLEO);
            for (String page : pages) {
                chromium.open(house.address(page));
                chromium.untilLive();
                chromium.run("document.querySelectorAll('details').forEach((d) => (d.open = true))");
                chromium.run("window.dispatchEvent(new Event('focus'))");
                assertThat(chromium.run("return window.ran || 0")).as(page).isEqualTo(0L);
                assertThat(chromium.run(INJECTED)).as(page).isEqualTo("");
                assertThat(chromium.complaints()).as(page).noneMatch(line -> line.contains("Content Security Policy"));
            }
        }
    }

    /** Elements and attributes that no template of ours writes. */
    private static final String INJECTED = """
            const wrong = [];
            for (const e of document.querySelectorAll('*')) {
              const tag = e.tagName.toLowerCase();
              if (['iframe', 'object', 'embed', 'style', 'animate', 'base', 'img'].includes(tag)) wrong.push(tag);
              if (tag === 'script' && !e.getAttribute('src')?.startsWith('/assets/')) wrong.push('script');
              for (const a of e.attributes) {
                if (a.name.startsWith('on') || a.name.includes('hx-on')) wrong.push(a.name);
                if (['href', 'src', 'action'].includes(a.name) && !/^[/#]/.test(a.value)) wrong.push(a.value);
              }
            }
            if (getComputedStyle(document.body).display === 'none') wrong.push('style');
            return wrong.join(' ');
            """;

    private static List<String> hostile(PlayedHouse house) {
        var pages = new ArrayList<>(
                List.of("/", "/agents", "/agents/desk", "/timeline", "/tools", "/tickets", "/approvals"));
        for (String markup : MARKUP) {
            // 1 tool name, 2 argument name, 3 argument text, 4 nested text, 5 target, 6 sender, 7 command
            var arguments = JsonObject.with("to", markup)
                    .and(markup, markup)
                    .and("list", JsonArray.of(new JsonString(markup)))
                    .and("command", markup)
                    .build();
            var origin = new Origin(Origin.Kind.MESSAGE, Optional.of("mail:" + markup), false);
            house.attempt(SCOUT, markup, arguments, origin);
            for (String tool : List.of("message", "exec")) {
                if (house.attempt(DESK, tool, arguments, origin)
                        instanceof Verdict.Pending(var entry, var task, var _)) {
                    pages.add("/approvals/" + task);
                    pages.add("/timeline/" + entry);
                }
            }
            // 8 session, 9 result of a tool, 10 text of a report, 11 what a sub-agent is called
            report(house, markup);
        }
        pages.add("/timeline?text="
                + java.net.URLEncoder.encode(MARKUP.getFirst(), java.nio.charset.StandardCharsets.UTF_8));
        return pages;
    }

    private static void report(PlayedHouse house, String markup) {
        String noSpaces = markup.replace(' ', '/');
        var session = Optional.of(new SessionId(noSpaces.substring(0, Math.min(200, noSpaces.length()))));
        var agent = Optional.of(new AgentId("desk"));
        var actor = new Actor.Machine(DESK);
        house.log()
                .append(new Event(
                        Event.Kind.OUTCOME,
                        actor,
                        agent,
                        session,
                        JsonObject.with("tool", markup)
                                .and("ok", true)
                                .and("text", markup)
                                .build()));
        house.log()
                .append(new Event(
                        Event.Kind.REPORTED,
                        actor,
                        agent,
                        session,
                        JsonObject.with("what", markup)
                                .and("text", markup)
                                .and("child", markup)
                                .build()));
    }
}
