package dev.bailiwick.console.tools;

import dev.bailiwick.console.frame.Answer;
import dev.bailiwick.console.frame.NotUnderstood;
import dev.bailiwick.console.frame.Pages;
import dev.bailiwick.console.frame.Routes;
import dev.bailiwick.console.frame.Visit;
import dev.bailiwick.console.text.Arguments;
import dev.bailiwick.console.text.Shown;
import dev.bailiwick.console.text.Spoken;
import dev.bailiwick.core.catalog.ToolDigest;
import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.procedure.register.ConfirmedTools;
import dev.bailiwick.procedure.register.Worklist;
import java.util.List;
import java.util.Optional;

/** The worklist's page and its one button. */
public final class ToolPages implements Pages {
    private static final int PAGE = 20;

    /** One tool; name and example are the agent's words. */
    public record Tool(
            String digest,
            Shown name,
            String agent,
            String seen,
            Arguments example,
            Optional<Integer> tier,
            String by,
            String at) {}

    /** A tier to choose. */
    public record Choice(int number, String words) {}

    /**
     * The worklist.
     *
     * @param may whether the viewer may confirm
     */
    public record View(
            List<Tool> tools, List<Choice> tiers, boolean may, int page, boolean more, Optional<String> notice) {
        public View {
            tools = List.copyOf(tools);
            tiers = List.copyOf(tiers);
        }
    }

    private final ConfirmedTools tools;
    private final Worklist worklist;

    public ToolPages(ConfirmedTools tools, Worklist worklist) {
        this.tools = tools;
        this.worklist = worklist;
    }

    @Override
    public void on(Routes routes) {
        routes.get("/tools", visit -> page(visit, 200, Optional.empty()))
                .post("/tools/{digest}/confirm", this::confirm);
    }

    private Answer page(Visit visit, int status, Optional<String> notice) {
        int page = visit.page();
        var found = tools.list(PAGE + 1, page * PAGE);
        var view = new View(
                found.stream().limit(PAGE).map(ToolPages::tool).toList(),
                List.of(Tier.values()).stream()
                        .map(tier -> new Choice(tier.number(), Spoken.tier(tier)))
                        .toList(),
                visit.person().may(Permission.CLASSIFY_TOOLS),
                page,
                found.size() > PAGE,
                notice);
        return new Answer.Page(status, "Tools", "tools.jte", view);
    }

    private static Tool tool(ConfirmedTools.Tool tool) {
        return new Tool(
                tool.digest().toString(),
                Shown.line(tool.name()),
                tool.firstUser().value(),
                Spoken.time(tool.firstSeen()),
                Arguments.of(tool.example()),
                tool.confirmed().map(Tier::number),
                tool.by().map(Object::toString).orElse(""),
                tool.at().map(Spoken::time).orElse(""));
    }

    private Answer confirm(Visit visit) {
        var digest = visit.part("digest", text -> new ToolDigest(new Digest(text)));
        if (digest.isEmpty()) return Answer.notFound("tool");
        var tier = visit.form()
                .parsed("tier", text -> Tier.of(Long.parseLong(text)))
                .orElseThrow(() -> new NotUnderstood("Please choose a tier."));
        return worklist.confirm(digest.get(), tier, visit.actor(), visit.form().reason())
                .map(why -> page(visit, 403, Optional.of(why)))
                .orElseGet(() -> new Answer.Go("/tools"));
    }
}
