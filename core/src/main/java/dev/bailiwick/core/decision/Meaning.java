package dev.bailiwick.core.decision;

import dev.bailiwick.core.catalog.Operation;
import dev.bailiwick.core.catalog.Resource;
import dev.bailiwick.core.catalog.Verb;
import dev.bailiwick.core.guide.Use;
import dev.bailiwick.core.session.Instruction;
import dev.bailiwick.core.session.Provenance;
import dev.bailiwick.core.session.Source;
import dev.bailiwick.core.value.DataClass;
import dev.bailiwick.core.value.Money;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one call means and where its arguments came from: all that policies are told about it. Written into the decision's
 * entry, so that the decision can be made again from there without reading the call once more.
 *
 * @param verb what it does
 * @param operation how the catalogue understood it: tier, reasons, hazards
 * @param resource what it acts on; of several the one that makes the answer strictest
 * @param requester the person in whose name the agent acts; empty when it runs by itself or nobody knows
 * @param destination where the destination came from (recipient, host, account, path); of several the least trustworthy
 * @param content where the content came from that goes there
 * @param provenance the source of each destination and each sensitive argument, for people
 * @param instructed the person's own words that named this verb and destination (for money the amount too), if they are
 *     not spent yet. Lowers nothing but where a policy takes them for an approval
 * @param verbAsked whether the person asked for this sort of action at all
 * @param signal how strongly what was read looks like an injected instruction, 0 to 3
 * @param readUntrusted whether the session has read anything from outside
 * @param outgoing what sort of data the arguments carry
 * @param money how much, when it moves money and says so
 * @param use which systems it uses, as far as the register cares
 * @param job which job of a clock began the turn; empty when a clock did not
 * @param marks what makes it graver than it looks
 */
public record Meaning(
        Verb verb,
        Operation operation,
        Resource resource,
        Optional<PersonId> requester,
        Source destination,
        Source content,
        List<Provenance> provenance,
        Optional<Instruction> instructed,
        boolean verbAsked,
        int signal,
        boolean readUntrusted,
        Set<DataClass> outgoing,
        Optional<Money> money,
        Use use,
        Optional<String> job,
        Marks marks) {
    /** What {@link #job} says of a clock that does not tell which. */
    static final String SOME_JOB = "unnamed";

    public Meaning {
        provenance = List.copyOf(provenance);
        outgoing = Set.copyOf(outgoing);
        signal(signal);
    }

    /** What uses no system but the agent's own. */
    public Meaning(
            Verb verb,
            Operation operation,
            Resource resource,
            Optional<PersonId> requester,
            Source destination,
            Source content,
            List<Provenance> provenance,
            Optional<Instruction> instructed,
            boolean verbAsked,
            int signal,
            boolean readUntrusted,
            Set<DataClass> outgoing,
            Optional<Money> money) {
        this(
                verb,
                operation,
                resource,
                requester,
                destination,
                content,
                provenance,
                instructed,
                verbAsked,
                signal,
                readUntrusted,
                outgoing,
                money,
                Use.OWN);
    }

    /** What no clock began. */
    public Meaning(
            Verb verb,
            Operation operation,
            Resource resource,
            Optional<PersonId> requester,
            Source destination,
            Source content,
            List<Provenance> provenance,
            Optional<Instruction> instructed,
            boolean verbAsked,
            int signal,
            boolean readUntrusted,
            Set<DataClass> outgoing,
            Optional<Money> money,
            Use use) {
        this(
                verb,
                operation,
                resource,
                requester,
                destination,
                content,
                provenance,
                instructed,
                verbAsked,
                signal,
                readUntrusted,
                outgoing,
                money,
                use,
                Optional.empty(),
                Marks.NONE);
    }

    /** Whether somebody outside may have had a hand in it. */
    public boolean tainted() {
        return readUntrusted || destination == Source.UNTRUSTED || content == Source.UNTRUSTED;
    }

    /** The places outside that it reaches; none when it stays inside. */
    public List<String> placesOutside() {
        return resource.external() ? Resource.places(resource.kind(), operation.target()) : List.of();
    }

    private static int signal(long signal) {
        if (signal < 0 || signal > 3) throw new IllegalArgumentException("a signal is 0, 1, 2 or 3");
        return (int) signal;
    }

    /** The same, had the person not named it. */
    Meaning uninstructed() {
        return new Meaning(
                verb,
                operation,
                resource,
                requester,
                destination,
                content,
                provenance,
                Optional.empty(),
                verbAsked,
                signal,
                readUntrusted,
                outgoing,
                money,
                use,
                job,
                marks);
    }

    public JsonObject json() {
        return JsonObject.with("verb", Fields.spelling(verb))
                .and("operation", operation.json())
                .and("resource", resource.json())
                .and("requester", requester.map(person -> new JsonString(person.value())))
                .and("destination", Fields.spelling(destination))
                .and("content", Fields.spelling(content))
                .and(
                        "provenance",
                        new JsonArray(provenance.stream()
                                .map(each -> (JsonValue) each.json())
                                .toList()))
                .and("instructed", instructed.map(Instruction::json))
                .and("verbAsked", verbAsked)
                .and("signal", signal)
                .and("readUntrusted", readUntrusted)
                .and(
                        "outgoing",
                        JsonArray.ofStrings(
                                outgoing.stream().sorted().map(Fields::spelling).toList()))
                .and("money", money.map(Money::json))
                .and("use", use.foreign() ? Optional.of(use.json()) : Optional.empty())
                .and("job", job.map(JsonString::new))
                .and("marks", marks.equals(Marks.NONE) ? Optional.empty() : Optional.of(marks.json()))
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the object is no meaning */
    public static Meaning of(JsonObject json) {
        var fields = Fields.of(json);
        var meaning = new Meaning(
                fields.oneOf("verb", Verb.class),
                Operation.of(fields.object("operation")),
                Resource.of(fields.object("resource")),
                fields.optionallyParsed("requester", PersonId::new),
                fields.oneOf("destination", Source.class),
                fields.oneOf("content", Source.class),
                fields.list("provenance").stream().map(Provenance::of).toList(),
                fields.optionalObject("instructed").map(Instruction::of),
                fields.flag("verbAsked"),
                fields.whole("signal", Meaning::signal),
                fields.flag("readUntrusted"),
                Set.copyOf(fields.eachOneOf("outgoing", DataClass.class)),
                fields.optionalObject("money").map(Money::of),
                fields.optionalObject("use").map(Use::of).orElse(Use.OWN),
                fields.optionalText("job"),
                fields.optionalObject("marks").map(Marks::of).orElse(Marks.NONE));
        fields.end();
        return meaning;
    }
}
