package dev.bailiwick.core.decision;

import dev.bailiwick.cedar.EntityTypeName;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.SetValue;
import dev.bailiwick.core.catalog.Resource;
import dev.bailiwick.core.catalog.Verb;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.register.automation.AutomationId;
import dev.bailiwick.core.register.integration.IntegrationId;
import dev.bailiwick.core.session.Source;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.DataClass;
import dev.bailiwick.core.value.Label;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Our values under the names of {@code bailiwick.cedarschema}. What is asked for in every decision is made once. */
final class Uids {
    static final EntityUid EVERYBODY = of("AgentGroup", "all");
    static final EntityUid CATALOGUED = of("OperationGroup", "catalogue");
    static final EntityUid INTEGRATION = of("Integration", "catalogue");
    static final EntityUid REGION = of("Region", "here");
    static final EntityUid WINDOW = of("Window", "change");
    static final EntityUid NO_BROWSER = of("Browser", "none");
    static final EntityUid APPROVED = of("IntegrationState", "approved");
    static final EntityUid SUSPENDED = of("IntegrationState", "suspended");
    static final EntityUid PROPOSED = of("IntegrationState", "proposed");
    /** What nobody approved. */
    static final EntityUid UNAPPROVED = of("Integration", "unapproved");

    private static final EntityTypeName AGENT = type("Agent");
    private static final EntityTypeName PERSON = type("Person");
    private static final EntityTypeName INTEGRATION_TYPE = type("Integration");
    private static final EntityTypeName OPERATION_GROUP = type("OperationGroup");
    private static final EntityTypeName AUTOMATION = type("Automation");
    private static final EntityTypeName DOMAIN_LIST = type("DomainList");
    private static final EntityTypeName DOMAIN = type("Domain");
    private static final EntityTypeName SESSION = type("Session");
    private static final EntityTypeName OPERATION = type("Operation");
    private static final List<EntityTypeName> RESOURCES =
            Arrays.stream(Resource.Kind.values()).map(kind -> type(kind.type())).toList();
    private static final List<EntityUid> VERBS = Arrays.stream(Verb.values())
            .map(verb -> of("Action", verb.action()))
            .toList();
    private static final List<EntityUid> SOURCES = Arrays.stream(Source.values())
            .map(source -> of("Source", Fields.spelling(source)))
            .toList();
    private static final List<EntityUid> CLASSES = Arrays.stream(DataClass.values())
            .map(each -> of("DataClass", Fields.spelling(each)))
            .toList();
    private static final List<EntityUid> LABELS = Arrays.stream(Label.values())
            .map(each -> of("Label", Fields.spelling(each)))
            .toList();
    private static final List<EntityUid> BUDGETS = Arrays.stream(Budget.Kind.values())
            .map(each -> of("Budget", each.spelled()))
            .toList();
    private static final List<EntityUid> FUNCTIONS = Arrays.stream(Function.values())
            .map(each -> of("Function", Fields.spelling(each)))
            .toList();

    private Uids() {}

    private static EntityTypeName type(String name) {
        return EntityTypeName.of("Bailiwick::" + name);
    }

    private static EntityUid of(String type, String id) {
        return new EntityUid(type(type), id);
    }

    @SuppressWarnings("EnumOrdinal")
    static SetValue labels(Collection<Label> labels) {
        return SetValue.of(
                labels.stream().map(each -> LABELS.get(each.ordinal())).toList());
    }

    @SuppressWarnings("EnumOrdinal")
    static EntityUid budget(Budget.Kind kind) {
        return BUDGETS.get(kind.ordinal());
    }

    static EntityUid agent(AgentId id) {
        return new EntityUid(AGENT, id.value());
    }

    static EntityUid integration(IntegrationId id) {
        return new EntityUid(INTEGRATION_TYPE, id.value());
    }

    /** The operations that were approved with it. */
    static EntityUid operations(IntegrationId id) {
        return new EntityUid(OPERATION_GROUP, id.value());
    }

    static EntityUid person(PersonId id) {
        return new EntityUid(PERSON, id.value());
    }

    static EntityUid automation(AutomationId id) {
        return new EntityUid(AUTOMATION, "registered/" + id.value());
    }

    /** Of an agent that has no automation registered, all unattended runs are one. */
    static EntityUid automation(AgentId id) {
        return new EntityUid(AUTOMATION, id.value());
    }

    static EntityUid webList(AgentId id) {
        return new EntityUid(DOMAIN_LIST, id.value());
    }

    static EntityUid domain(String name) {
        return new EntityUid(DOMAIN, name);
    }

    static EntityUid session(String id) {
        return new EntityUid(SESSION, id);
    }

    static EntityUid operation(String id) {
        return new EntityUid(OPERATION, id);
    }

    @SuppressWarnings("EnumOrdinal") // both lists are made from the same constants
    static EntityUid resource(Resource resource) {
        return new EntityUid(RESOURCES.get(resource.kind().ordinal()), resource.id());
    }

    @SuppressWarnings("EnumOrdinal")
    static EntityUid action(Verb verb) {
        return VERBS.get(verb.ordinal());
    }

    @SuppressWarnings("EnumOrdinal")
    static EntityUid source(Source source) {
        return SOURCES.get(source.ordinal());
    }

    @SuppressWarnings("EnumOrdinal")
    static SetValue classes(Collection<DataClass> classes) {
        return classes.isEmpty()
                ? SetValue.EMPTY
                : SetValue.of(classes.stream()
                        .map(each -> CLASSES.get(each.ordinal()))
                        .toList());
    }

    @SuppressWarnings("EnumOrdinal")
    static SetValue functions(Collection<Function> functions) {
        return SetValue.of(
                functions.stream().map(each -> FUNCTIONS.get(each.ordinal())).toList());
    }
}
