package dev.bailiwick.core.register;

import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.people.Separation;
import dev.bailiwick.core.people.SignInSettings;
import dev.bailiwick.core.register.automation.Attested;
import dev.bailiwick.core.register.automation.Automation;
import dev.bailiwick.core.register.automation.Automations;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.HostPattern;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who and what there is, as one reviewable file ({@code bailiwick.yaml}, told in docs/bailiwick-yaml.md) states it.
 *
 * @param contact whom to ask, shown with every denial
 * @param charges the agents, without their place on the ladder
 * @param register whether an agent may use only what is approved for it
 * @param signIn how people prove who they are
 * @param escalation who is told of a request nobody answers
 * @param quarantine how this machine is cut off
 * @param scanners who else reads what agents read
 * @param changes where change tickets are kept, beside the own register
 * @param automations what may run by itself, as nobody has attested it yet
 */
public record Organisation(
        String contact,
        Map<PersonId, Person> people,
        Map<AgentId, Charge> charges,
        Network network,
        List<SinkSettings> sinks,
        Register register,
        Retention retention,
        Capture capture,
        SignInSettings signIn,
        Escalation escalation,
        Quarantine quarantine,
        List<ScannerSettings> scanners,
        List<ChangeSystemSettings> changes,
        Automations automations) {
    /**
     * An agent as the file states it; where it stands on the ladder is kept elsewhere.
     *
     * @param description what it is for, in a person's words
     * @param pack the policies it is held to
     * @param limits how much it may use up
     * @param owners who answers for it
     */
    public record Charge(
            AgentId id,
            PersonId operator,
            String description,
            Optional<String> account,
            Optional<String> commandAccount,
            Optional<String> workspace,
            Set<String> webList,
            Pack pack,
            Limits limits,
            Optional<Owners> owners) {
        public Charge {
            at(id, operator, account, commandAccount, workspace, webList, Step.DRAFT, Instant.EPOCH);
            webList = Set.copyOf(webList);
        }

        Agent at(Step step, Instant since) {
            return at(id, operator, account, commandAccount, workspace, webList, step, since)
                    .heldTo(pack)
                    .within(limits)
                    .ownedBy(owners);
        }

        private static Agent at(
                AgentId id,
                PersonId operator,
                Optional<String> account,
                Optional<String> commandAccount,
                Optional<String> workspace,
                Set<String> webList,
                Step step,
                Instant since) {
            return new Agent(id, operator, step, since, account, commandAccount, webList, workspace);
        }
    }

    public Organisation {
        if (contact.isBlank()) throw new IllegalArgumentException("a contact says whom to ask");
        people = Map.copyOf(people);
        charges = Map.copyOf(charges);
        sinks = List.copyOf(sinks);
        scanners = List.copyOf(scanners);
        changes = List.copyOf(changes);
    }

    /** Every agent with its place on the ladder; one that has none stands on draft. */
    public Map<AgentId, Agent> agents(Collection<Agent> ladder) {
        Map<AgentId, Agent> agents = new HashMap<>();
        charges.forEach((id, charge) -> agents.put(id, charge.at(Step.DRAFT, Instant.EPOCH)));
        for (Agent placed : ladder) {
            var charge = charges.get(placed.id());
            if (charge != null) agents.put(placed.id(), charge.at(placed.step(), placed.since()));
        }
        return Map.copyOf(agents);
    }

    /**
     * Reads the file's values.
     *
     * @throws dev.bailiwick.json.JsonException naming the place of what is missing, unknown, twice or wrong
     */
    public static Organisation of(JsonObject json) {
        var fields = Fields.of(json);
        fields.whole("version", Organisation::known);
        String contact = fields.parsed("contact", Organisation::sentence);
        Map<PersonId, Person> people = new LinkedHashMap<>();
        Set<String> senders = new HashSet<>();
        Set<String> accounts = new HashSet<>();
        for (var each : fields.list("people")) person(each, people, senders, accounts);
        Map<AgentId, Charge> charges = new LinkedHashMap<>();
        for (var each : fields.list("agents")) charge(each, people, charges);
        List<SinkSettings> sinks = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (var each : fields.list("sinks")) sinks.add(sink(each, names));
        var network = fields.has("internal") ? Network.of(fields.fields("internal")) : Network.NOTHING;
        var escalation = fields.has("escalation")
                ? Escalation.of(fields.fields("escalation"), people.keySet())
                : Escalation.NONE;
        var register = fields.has("register") ? fields.oneOf("register", Register.class) : Register.RECORDED;
        var retention = Retention.of(fields.list("retention"));
        var capture = Capture.of(fields.list("capture"));
        var signIn = fields.has("signIn") ? SignInSettings.of(fields.fields("signIn")) : SignInSettings.USUAL;
        var quarantine = fields.has("isolation") ? Quarantine.of(fields.fields("isolation")) : Quarantine.BY_HAND;
        var scanners = fields.list("scanners").stream().map(ScannerSettings::of).toList();
        var changes =
                fields.list("changes").stream().map(ChangeSystemSettings::of).toList();
        var automations = automations(fields.list("automations"), people.keySet(), charges.keySet());
        fields.end();
        return new Organisation(
                contact,
                people,
                charges,
                network,
                sinks,
                register,
                retention,
                capture,
                signIn,
                escalation,
                quarantine,
                scanners,
                changes,
                automations);
    }

    private static Automations automations(List<Fields> list, Set<PersonId> people, Set<AgentId> agents) {
        Set<String> names = new HashSet<>();
        List<Attested> all = new ArrayList<>();
        for (var fields : list) {
            fields.parsed("id", name -> remembered(name, names));
            var stated = Automation.of(
                    fields,
                    text -> among(new AgentId(text), agents, "agents"),
                    text -> among(new PersonId(text), people));
            fields.parsed("job", _ -> remembered(stated.agent() + " " + stated.job(), names));
            all.add(new Attested(stated, Instant.EPOCH));
        }
        return Automations.of(all);
    }

    private static SinkSettings sink(Fields fields, Set<String> names) {
        fields.parsed("name", name -> remembered(name, names));
        return SinkSettings.of(fields);
    }

    private static long known(long version) {
        if (version != 1) throw new IllegalArgumentException("expected the version 1");
        return version;
    }

    private static void person(Fields fields, Map<PersonId, Person> people, Set<String> senders, Set<String> accounts) {
        var id = fields.parsed("id", text -> once(new PersonId(text), people.keySet()));
        var functions = Set.copyOf(fields.eachOneOf("functions", Function.class));
        var roles = Person.roles(fields, functions);
        var until = fields.optionallyParsed("until", Instant::parse);
        fields.parsed("id", text -> separated(text, Separation.obstacle(functions, roles, until)));
        var person = new Person(
                id,
                fields.parsed("name", Organisation::sentence),
                functions,
                fields.optionalFlag("active").orElse(true),
                fields.optionallyParsed("account", text -> remembered(account(text), accounts)),
                Set.copyOf(fields.eachParsed("senders", text -> remembered(sender(text), senders))),
                roles,
                until);
        fields.end();
        people.put(id, person);
    }

    /** Nobody is given what one person must not hold together. */
    private static String separated(String id, Optional<String> obstacle) {
        obstacle.ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        return id;
    }

    private static void charge(Fields fields, Map<PersonId, Person> people, Map<AgentId, Charge> charges) {
        var charge = new Charge(
                fields.parsed("id", text -> once(new AgentId(text), charges.keySet())),
                fields.parsed("operator", text -> among(new PersonId(text), people.keySet())),
                fields.optionalText("description").orElse(""),
                fields.optionallyParsed("account", Organisation::account),
                fields.optionallyParsed("commandAccount", Organisation::account),
                fields.optionallyParsed("workspace", Agent::requireWorkspace),
                Set.copyOf(fields.eachParsed(
                        "webList", text -> HostPattern.of(text).toString())),
                fields.has("pack") ? fields.oneOf("pack", Pack.class) : Pack.BASELINE,
                fields.has("limits") ? Limits.of(fields.fields("limits")) : Limits.NONE,
                fields.has("owners")
                        ? Optional.of(
                                Owners.of(fields.fields("owners"), text -> among(new PersonId(text), people.keySet())))
                        : Optional.empty());
        fields.end();
        charges.put(charge.id(), charge);
    }

    private static String sentence(String text) {
        if (text.isBlank()
                || text.length() > 200
                || text.codePoints().anyMatch(dev.bailiwick.core.value.Untrusted::hidden)) {
            throw new IllegalArgumentException("expected one line of 1 to 200 visible characters");
        }
        return text;
    }

    private static String account(String text) {
        if (!text.matches("[a-z_][a-z0-9_.-]{0,31}")) {
            throw new IllegalArgumentException("not an account name (lower-case letters, digits, _ . -, at most 32)");
        }
        return text;
    }

    private static String sender(String text) {
        if (!text.matches("[a-z][a-z0-9-]{0,30}:[\\p{Graph}]{1,200}")) {
            throw new IllegalArgumentException("not a sender such as webchat:ana");
        }
        return text;
    }

    private static <T> T once(T id, Set<T> taken) {
        if (taken.contains(id)) throw new IllegalArgumentException("\"" + id + "\" stands here twice");
        return id;
    }

    private static String remembered(String text, Set<String> taken) {
        if (!taken.add(text)) throw new IllegalArgumentException("\"" + text + "\" stands here twice");
        return text;
    }

    static <T> T among(T id, Set<T> known) {
        return among(id, known, "people");
    }

    private static <T> T among(T id, Set<T> known, String what) {
        if (!known.contains(id)) throw new IllegalArgumentException("\"" + id + "\" is none of the " + what + " above");
        return id;
    }

    /** The file's values again, lists sorted. */
    public JsonObject json() {
        return JsonObject.with("version", JsonNumber.of(1))
                .and("contact", contact)
                .and("people", each(people.values(), person -> person.id().value(), Person::json))
                .and("agents", each(charges.values(), charge -> charge.id().value(), Organisation::json))
                .and("internal", network.json())
                .and("register", Fields.spelling(register))
                .and("sinks", each(sinks, SinkSettings::name, SinkSettings::json))
                .and("retention", retention.json())
                .and("capture", capture.json())
                .and("signIn", signIn.json())
                .and(
                        "escalation",
                        Optional.of(escalation)
                                .filter(rules -> !rules.equals(Escalation.NONE))
                                .map(Escalation::json))
                .and(
                        "isolation",
                        Optional.of(quarantine)
                                .filter(rules -> !rules.equals(Quarantine.BY_HAND))
                                .map(Quarantine::json))
                .and(
                        "scanners",
                        Optional.of(scanners)
                                .filter(all -> !all.isEmpty())
                                .map(all -> each(all, one -> one.address().toString(), ScannerSettings::json)))
                .and(
                        "changes",
                        Optional.of(changes)
                                .filter(all -> !all.isEmpty())
                                .map(all -> each(all, ChangeSystemSettings::tickets, ChangeSystemSettings::json)))
                .and("automations", stated())
                .build();
    }

    private Optional<JsonArray> stated() {
        var all = automations.all().stream()
                .<JsonValue>map(each -> each.automation().json())
                .toList();
        return Optional.of(all).filter(list -> !list.isEmpty()).map(JsonArray::new);
    }

    /** What the file says the log keeps. */
    public Keeping keeping() {
        return new Keeping(capture, retention);
    }

    /** What the file says of the log: how much it keeps, how long, and where it is sent. */
    public JsonObject audit() {
        return JsonObject.with("sinks", each(sinks, SinkSettings::name, SinkSettings::json))
                .and("retention", retention.json())
                .and("capture", capture.json())
                .build();
    }

    private static <T> JsonArray each(
            Collection<T> values,
            java.util.function.Function<T, String> order,
            java.util.function.Function<T, JsonValue> form) {
        return new JsonArray(
                values.stream().sorted(Comparator.comparing(order)).map(form).toList());
    }

    private static JsonArray sorted(Collection<String> texts) {
        return JsonArray.ofStrings(texts.stream().sorted().toList());
    }

    private static JsonObject json(Charge charge) {
        return JsonObject.with("id", charge.id().value())
                .and("operator", charge.operator().value())
                .and("description", charge.description())
                .and("account", charge.account().map(JsonString::new))
                .and("commandAccount", charge.commandAccount().map(JsonString::new))
                .and("workspace", charge.workspace().map(JsonString::new))
                .and("webList", sorted(charge.webList()))
                .and("pack", Fields.spelling(charge.pack()))
                .and("limits", charge.limits().json())
                .and("owners", charge.owners().map(Owners::json))
                .build();
    }
}
