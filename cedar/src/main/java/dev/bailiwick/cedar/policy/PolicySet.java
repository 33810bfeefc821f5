package dev.bailiwick.cedar.policy;

import dev.bailiwick.cedar.CedarException;
import dev.bailiwick.cedar.EntityUid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.SequencedMap;
import java.util.function.Function;

/** Policies, templates and links, each under an id of its own. Immutable: what changes it returns another set. */
public final class PolicySet {
    public static final PolicySet EMPTY =
            new PolicySet(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());

    private final SequencedMap<String, Policy> policies;
    private final SequencedMap<String, Policy> templates;
    private final SequencedMap<String, Link> links;

    private PolicySet(
            SequencedMap<String, Policy> policies,
            SequencedMap<String, Policy> templates,
            SequencedMap<String, Link> links) {
        this.policies = policies;
        this.templates = templates;
        this.links = links;
    }

    /**
     * Reads policies and templates in the human syntax; their ids are {@code policy0}, {@code policy1} and so on.
     *
     * @throws CedarException at the first fault, with its line and column
     */
    public static PolicySet parse(String source) {
        return of(PolicyParser.policies(source));
    }

    /** @throws CedarException when two have the same id */
    public static PolicySet of(Collection<Policy> all) {
        var policies = new LinkedHashMap<String, Policy>();
        var templates = new LinkedHashMap<String, Policy>();
        for (Policy policy : all) {
            if (policies.containsKey(policy.id()) || templates.containsKey(policy.id())) {
                throw CedarException.at(policy.position(), "duplicate policy id `" + policy.id() + "`");
            }
            (policy.isTemplate() ? templates : policies).put(policy.id(), policy);
        }
        return new PolicySet(policies, templates, new LinkedHashMap<>());
    }

    /** Static policies and templates in the human syntax, which knows neither ids nor links. */
    public String text() {
        return Printer.policies(this);
    }

    /** Everything that can be evaluated: static policies and linked ones. */
    public SequencedCollection<Policy> policies() {
        return Collections.unmodifiableSequencedCollection(policies.sequencedValues());
    }

    public SequencedCollection<Policy> templates() {
        return Collections.unmodifiableSequencedCollection(templates.sequencedValues());
    }

    public SequencedCollection<Link> links() {
        return Collections.unmodifiableSequencedCollection(links.sequencedValues());
    }

    /** A static or linked policy by its id. */
    public Optional<Policy> policy(String id) {
        return Optional.ofNullable(policies.get(id));
    }

    public Optional<Policy> template(String id) {
        return Optional.ofNullable(templates.get(id));
    }

    /** The link a policy came from, empty for a static policy. */
    public Optional<Link> link(String id) {
        return Optional.ofNullable(links.get(id));
    }

    /**
     * This set with a policy linked from one of its templates.
     *
     * @throws CedarException when there is no such template, the id is taken, or the slots do not fit
     */
    public PolicySet linked(String templateId, String linkId, Map<Slot, EntityUid> values) {
        Policy template = templates.get(templateId);
        if (template == null) throw CedarException.of("no template with id `" + templateId + "`");
        if (policies.containsKey(linkId) || templates.containsKey(linkId)) {
            throw CedarException.of("duplicate policy id `" + linkId + "`");
        }
        if (!values.keySet().equals(template.slots())) {
            throw CedarException.of("template `" + templateId + "` has the slots " + template.slots()
                    + ", the link gives " + values.keySet());
        }
        var morePolicies = new LinkedHashMap<>(policies);
        morePolicies.put(linkId, template.linked(linkId, values));
        var moreLinks = new LinkedHashMap<>(links);
        moreLinks.put(linkId, new Link(linkId, templateId, values));
        return new PolicySet(morePolicies, templates, moreLinks);
    }

    /** This set and another; an id in both is refused. */
    public PolicySet plus(PolicySet other) {
        var all = new ArrayList<Policy>(staticPolicies());
        all.addAll(templates.values());
        all.addAll(other.staticPolicies());
        all.addAll(other.templates.values());
        PolicySet union = of(all);
        for (Link link : links.values()) union = union.linked(link.templateId(), link.id(), link.values());
        for (Link link : other.links.values()) union = union.linked(link.templateId(), link.id(), link.values());
        return union;
    }

    /** This set with ids given anew, for instance from the {@code @id} annotation. Links keep theirs. */
    public PolicySet renamed(Function<Policy, String> newId) {
        var names = new LinkedHashMap<String, String>();
        var all = new ArrayList<Policy>();
        for (Policy policy : staticPolicies()) all.add(policy.withId(newId.apply(policy)));
        for (Policy template : templates.values()) {
            names.put(template.id(), newId.apply(template));
            all.add(template.withId(newId.apply(template)));
        }
        PolicySet renamed = of(all);
        for (Link link : links.values()) {
            renamed =
                    renamed.linked(names.getOrDefault(link.templateId(), link.templateId()), link.id(), link.values());
        }
        return renamed;
    }

    private List<Policy> staticPolicies() {
        return policies.values().stream()
                .filter(p -> !links.containsKey(p.id()))
                .toList();
    }
}
