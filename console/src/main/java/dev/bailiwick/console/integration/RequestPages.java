package dev.bailiwick.console.integration;

import dev.bailiwick.console.frame.Answer;
import dev.bailiwick.console.frame.Form;
import dev.bailiwick.console.frame.Pages;
import dev.bailiwick.console.frame.Routes;
import dev.bailiwick.console.frame.Visit;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.register.integration.Ask;
import dev.bailiwick.core.register.integration.Assessment;
import dev.bailiwick.core.register.integration.Safeguard;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.procedure.register.IntegrationDesk;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Asking for an integration: pre-filled from the guide, and what it would change is shown before anybody signs. */
public final class RequestPages implements Pages {
    private static final List<String> LISTS = List.of("permissions", "operations", "data");

    /** A choice, and whether it is chosen. */
    public record Choice(String value, String words, boolean chosen) {}

    /** What it would change, as far as that is known. */
    public record Preview(Assessment assessment, List<String> missing) {}

    /** The form as it stands. */
    public record Draft(
            Map<String, String> fields,
            List<Choice> systems,
            List<Choice> agents,
            List<Choice> security,
            List<Choice> it,
            List<Choice> business,
            List<Choice> safeguards,
            Optional<Preview> preview,
            Optional<String> notice) {
        public String field(String name) {
            return fields.getOrDefault(name, "");
        }
    }

    private final IntegrationDesk desk;
    private final Supplier<Facts> facts;

    public RequestPages(IntegrationDesk desk, Supplier<Facts> facts) {
        this.desk = desk;
        this.facts = facts;
    }

    @Override
    public void on(Routes routes) {
        routes.get("/integrations/new", this::empty)
                .post("/integrations/new/preview", visit -> read(visit, ask -> preview(visit.form(), ask)))
                .post("/integrations/new/request", visit -> read(visit, _ -> request(visit)));
    }

    private Answer empty(Visit visit) {
        var fields = new HashMap<String, String>();
        visit.asked("agent").ifPresent(agent -> fields.put("agent", agent));
        visit.asked("system").flatMap(desk.guides()::find).ifPresent(guide -> {
            fields.put("system", guide.name());
            fields.put(
                    "permissions",
                    String.join(
                            " ",
                            guide.minimal().stream().map(scope -> scope.name()).toList()));
            fields.put(
                    "data",
                    String.join(
                            " ",
                            guide.data().stream().map(Fields::spelling).sorted().toList()));
        });
        return page(200, fields, Optional.empty(), Optional.empty());
    }

    private Answer read(Visit visit, java.util.function.Function<Ask, Answer> then) {
        try {
            return then.apply(desk.read(Fields.of(json(visit.form()))));
        } catch (JsonException e) {
            return page(422, visit.form().fields(), Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
        }
    }

    /** Filled with what the guide added, so that what is signed is what was shown. */
    private Answer preview(Form form, Ask ask) {
        var fields = new HashMap<>(form.fields());
        fields.put(
                "permissions",
                String.join(" ", ask.permissions().stream().sorted().toList()));
        fields.put(
                "operations",
                String.join(" ", ask.operations().stream().sorted().toList()));
        fields.put(
                "data",
                String.join(
                        " ", ask.data().stream().map(Fields::spelling).sorted().toList()));
        var assessment = desk.assessed(ask);
        var missing =
                assessment.missing().stream().sorted().map(Safeguard::words).toList();
        return page(200, fields, Optional.of(new Preview(assessment, missing)), Optional.empty());
    }

    private Answer request(Visit visit) {
        return switch (desk.request(Fields.of(json(visit.form())), visit.actor())) {
            case IntegrationDesk.Answer.Opened(var opened) -> new Answer.Go("/integrations/" + opened.id());
            case IntegrationDesk.Answer.Refused(var why) ->
                page(409, visit.form().fields(), Optional.empty(), Optional.of(why));
        };
    }

    /** The form as the command line would send it. */
    private static JsonObject json(Form form) {
        var json = JsonObject.with("system", form.text("system").orElse(""))
                .and("agent", form.text("agent").orElse(""))
                .and("justification", form.text("justification").orElse(""))
                .and("owners", owners(form))
                .and("safeguards", JsonArray.ofStrings(safeguards(form)))
                .and("until", form.parsed("until", RequestPages::day).map(JsonString::new));
        for (var list : LISTS) json.and(list, form.text(list).map(text -> JsonArray.ofStrings(words(text))));
        return json.build();
    }

    private static JsonObject owners(Form form) {
        var owners = JsonObject.builder();
        for (var function : Function.values()) {
            String name = Fields.spelling(function);
            owners.and(name, form.text(name).orElse(""));
        }
        return owners.build();
    }

    private static List<String> safeguards(Form form) {
        return Arrays.stream(Safeguard.values())
                .map(Fields::spelling)
                .filter(name -> form.checked("safeguard-" + name))
                .toList();
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("[\\s,]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String day(String text) {
        return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toString();
    }

    private Answer page(int status, Map<String, String> fields, Optional<Preview> preview, Optional<String> notice) {
        var now = facts.get();
        var systems = desk.guides().all().stream()
                .map(guide -> choice(fields, "system", guide.name(), guide.title()))
                .toList();
        var agents = now.agents().keySet().stream()
                .map(agent -> choice(fields, "agent", agent.value(), agent.value()))
                .sorted(java.util.Comparator.comparing(Choice::value))
                .toList();
        var safeguards = Arrays.stream(Safeguard.values())
                .map(each -> new Choice(
                        Fields.spelling(each), each.words(), fields.containsKey("safeguard-" + Fields.spelling(each))))
                .toList();
        var draft = new Draft(
                fields,
                systems,
                agents,
                owners(fields, now, Function.SECURITY),
                owners(fields, now, Function.IT),
                owners(fields, now, Function.BUSINESS),
                safeguards,
                preview,
                notice);
        return new Answer.Page(status, "Ask for an integration", "integrationNew.jte", draft);
    }

    private static List<Choice> owners(Map<String, String> fields, Facts facts, Function function) {
        return facts.holding(function).stream()
                .filter(Person::active)
                .map(person ->
                        choice(fields, Fields.spelling(function), person.id().value(), person.name()))
                .toList();
    }

    private static Choice choice(Map<String, String> fields, String field, String value, String words) {
        return new Choice(value, words, Set.of(value).contains(fields.getOrDefault(field, "")));
    }
}
