package dev.bailiwick.core.policy;

import dev.bailiwick.cedar.CedarException;
import dev.bailiwick.cedar.entity.Entity;
import dev.bailiwick.cedar.entity.EntityJson;
import dev.bailiwick.cedar.policy.PolicySet;
import dev.bailiwick.cedar.schema.Schema;
import dev.bailiwick.cedar.validation.Mode;
import dev.bailiwick.cedar.validation.Validator;
import dev.bailiwick.json.JsonException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says whether a version of the policies may be used. Everything that can be known before a decision is made is checked
 * here, so that as little as possible is left that could fail while deciding.
 *
 * <pre>
 * sealed       the schema and the sealed layers are what ships
 * syntax       every layer is Cedar, without templates, every id once
 * validation   strict, warnings count, at most two steps from entity to entity
 * annotations  the closed list; a permit never looks at the approval; arithmetic only where it cannot overflow unseen
 * cases        the shipped cases and the organisation's own get their answers
 * requestable  what a forbid says it asks lifts it, and nothing less does
 * </pre>
 */
public final class Admission {
    private final PolicyText shipped;
    private final List<Entity> fixture;
    private final List<GoldenCase> golden;

    /** The people, agents and targets that cases are about, among the resources beside this class. */
    public static final String FIXTURE = "entities.json";

    /** The shipped cases, among the resources beside this class. */
    public static final String GOLDEN = "golden.jsonl";

    /** One thing that keeps a version out. */
    public record Fault(String check, String text) {
        @Override
        public String toString() {
            return check + ": " + text;
        }
    }

    /**
     * What was found.
     *
     * @param policies how many policies there are
     * @param cases how many cases were asked
     */
    public record Report(List<Fault> faults, int policies, int cases) {
        public Report {
            faults = List.copyOf(faults);
        }

        public boolean admitted() {
            return faults.isEmpty();
        }
    }

    public Admission(PolicyText shipped, String fixture, String golden) {
        this.shipped = shipped;
        this.fixture = EntityJson.parse(fixture, Schema.parse(shipped.schema()));
        this.golden = GoldenCase.read(golden);
    }

    /** Looks at a whole version. Never fails: what is wrong is in the report. */
    public Report examine(PolicyText draft) {
        var faults = new ArrayList<Fault>(sealed(draft));
        if (faults.isEmpty()) syntax(draft, faults);
        if (faults.isEmpty()) validation(draft, faults);
        var cases = faults.isEmpty() ? cases(draft, faults) : List.<GoldenCase>of();
        if (faults.isEmpty()) faults.addAll(new RequestableLint(Rulebook.of(draft), fixture, cases).faults());
        return new Report(faults, faults.isEmpty() ? Policies.of(draft).size() : 0, cases.size());
    }

    /**
     * The policies whose removal no case notices: nothing says yet what they are for.
     *
     * @param admitted a version that {@link #examine} found nothing wrong with
     */
    public List<String> unproven(PolicyText admitted) {
        return new Mutants(admitted, fixture, cases(admitted, new ArrayList<>())).survivors();
    }

    private List<Fault> sealed(PolicyText draft) {
        var faults = new ArrayList<Fault>();
        if (!draft.schema().equals(shipped.schema()))
            faults.add(new Fault("sealed", "the schema is not the one that ships with this version of Bailiwick"));
        for (Layer layer : Layer.values()) {
            if (layer.sealed() && !draft.layer(layer).equals(shipped.layer(layer)))
                faults.add(new Fault("sealed", layer.file() + " ships with the product and cannot be changed"));
        }
        return faults;
    }

    private static void syntax(PolicyText draft, List<Fault> faults) {
        for (Layer layer : Layer.values()) {
            try {
                if (!PolicySet.parse(draft.layer(layer)).templates().isEmpty())
                    faults.add(
                            new Fault("syntax", layer.file() + ": write policies out, templates have no links here"));
            } catch (CedarException e) {
                faults.add(new Fault("syntax", layer.file() + ": " + e.getMessage()));
            }
        }
    }

    private static void validation(PolicyText draft, List<Fault> faults) {
        faults.addAll(Lint.faults(draft));
        if (!faults.isEmpty()) return;
        var validator = new Validator(Schema.parse(draft.schema()), Mode.STRICT);
        var result = validator.validate(PolicySet.of(Policies.of(draft)), Rulebook.LEVEL);
        result.errors().forEach(finding -> faults.add(new Fault("validation", finding.toString())));
        result.warnings().forEach(finding -> faults.add(new Fault("validation", finding.toString())));
    }

    private List<GoldenCase> cases(PolicyText draft, List<Fault> faults) {
        var rules = Rulebook.of(draft);
        var cases = together(draft, faults);
        for (GoldenCase each : cases)
            each.fault(rules, fixture).ifPresent(text -> faults.add(new Fault("cases", text)));
        return cases;
    }

    /** An own case with the id of a shipped one replaces it, but never with a looser answer. */
    private List<GoldenCase> together(PolicyText draft, List<Fault> faults) {
        Map<String, GoldenCase> all = new LinkedHashMap<>();
        golden.forEach(each -> all.put(each.id(), each));
        try {
            for (GoldenCase own : GoldenCase.read(draft.cases())) {
                var before = all.put(own.id(), own);
                if (before != null && own.looserThan(before))
                    faults.add(new Fault("cases", own.id() + " would make a shipped answer looser"));
            }
        } catch (JsonException | CedarException e) {
            faults.add(new Fault("cases", "the organisation's own cases: " + e.getMessage()));
        }
        return List.copyOf(all.values());
    }
}
