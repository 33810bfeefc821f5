package dev.bailiwick.console.integration;

import dev.bailiwick.console.frame.Answer;
import dev.bailiwick.console.frame.Pages;
import dev.bailiwick.console.frame.Routes;
import dev.bailiwick.console.frame.Visit;
import dev.bailiwick.core.guide.Category;
import dev.bailiwick.core.guide.Fact;
import dev.bailiwick.core.guide.Guide;
import dev.bailiwick.core.guide.GuidedOperation;
import dev.bailiwick.core.guide.Guides;
import dev.bailiwick.core.guide.Scope;
import dev.bailiwick.core.guide.Standing;
import dev.bailiwick.json.Fields;
import java.util.Collection;
import java.util.List;

/** What is known of each system: a page each, one source with the decisions. */
public final class GuidePages implements Pages {
    /** A system in the list. */
    public record Line(String name, String title, String category, String revocation, int days, String minimal) {}

    /** A permission. */
    public record Permission(String name, String allows, String standing, String tone, String powers, String sure) {}

    /** An operation with its tier. */
    public record Operation(String id, String tier, String permission) {}

    /** One system. */
    public record Sheet(
            Line line,
            List<String> data,
            List<Permission> permissions,
            List<Operation> operations,
            List<String> hosts,
            List<String> steps,
            String rotation,
            List<String> detection,
            List<String> abuse) {}

    private final Guides guides;

    public GuidePages(Guides guides) {
        this.guides = guides;
    }

    @Override
    public void on(Routes routes) {
        routes.get("/guides", _ -> list()).get("/guides/{name}", this::sheet);
    }

    private Answer list() {
        return Answer.page(
                "Guides",
                "guides.jte",
                guides.all().stream().map(GuidePages::line).toList());
    }

    private Answer sheet(Visit visit) {
        return visit.part("name", name -> name)
                .flatMap(guides::find)
                .<Answer>map(guide -> Answer.page(guide.title(), "guide.jte", sheet(guide)))
                .orElseGet(() -> Answer.notFound("guide"));
    }

    private static Line line(Guide guide) {
        return new Line(
                guide.name(),
                guide.title(),
                category(guide.category()),
                Fields.spelling(guide.revocation().speed()).replace('-', ' '),
                guide.rotation().days(),
                String.join(", ", guide.minimal().stream().map(Scope::name).toList()));
    }

    static String category(Category category) {
        return switch (category) {
            case COMMUNICATION -> "communication";
            case TEAM_MESSAGING -> "team messaging";
            case SHELL_INFRASTRUCTURE -> "shell and infrastructure";
            case SOURCE_CLOUD -> "source code and cloud";
            case FINANCIAL_CUSTOMER -> "financial and customer";
        };
    }

    private static Sheet sheet(Guide guide) {
        return new Sheet(
                line(guide),
                spellings(guide.data()),
                guide.scopes().stream().map(GuidePages::permission).toList(),
                guide.operations().stream().map(GuidePages::operation).toList(),
                texts(guide.hosts()),
                texts(guide.revocation().steps()),
                guide.rotation().how().text(),
                texts(guide.detection()),
                texts(guide.abuse()));
    }

    private static Permission permission(Scope scope) {
        return new Permission(
                scope.name(),
                scope.allows(),
                Fields.spelling(scope.standing()),
                tone(scope.standing()),
                String.join(", ", spellings(scope.powers())),
                Fields.spelling(scope.sure()));
    }

    private static String tone(Standing standing) {
        return switch (standing) {
            case MINIMAL -> "good";
            case JUSTIFIED -> "";
            case AVOID -> "wait";
            case FORBID -> "bad";
        };
    }

    private static Operation operation(GuidedOperation each) {
        var raised = each.raised()
                .map(higher -> ", " + higher.tier().number() + " when " + higher.when())
                .orElse("");
        return new Operation(each.id(), each.tier().number() + raised, each.scope());
    }

    private static List<String> spellings(Collection<? extends Enum<?>> constants) {
        return constants.stream().map(Fields::spelling).sorted().toList();
    }

    private static List<String> texts(List<Fact> facts) {
        return facts.stream().map(Fact::text).toList();
    }
}
