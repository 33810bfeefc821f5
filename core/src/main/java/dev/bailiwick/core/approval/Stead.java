package dev.bailiwick.core.approval;

import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.value.DelegationId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * In whose place somebody says yes.
 *
 * @param of who handed the function over
 */
public record Stead(PersonId of, DelegationId under) {
    /** What one request looks like to those who stand in for others. */
    public record Scene(ApprovalTask task, Agent agent, Map<PersonId, Person> people, Instant now) {}

    /**
     * The delegation that makes this person's yes count for something they could not say themselves.
     *
     * @param lent what was handed to the person
     */
    public static Optional<Delegation> of(Scene scene, Person person, Collection<Delegation> lent) {
        return lent.stream()
                .filter(each ->
                        each.to().equals(person.id()) && hindrance(scene, each).isEmpty())
                .filter(each -> !person.functions().containsAll(adds(scene, each)))
                .min((one, other) -> one.ends().compareTo(other.ends()));
    }

    /** Why what was handed to this person does not help with this request, in a sentence; empty when nothing was. */
    static Optional<String> hindrance(Scene scene, Person person, Collection<Delegation> lent) {
        return lent.stream()
                .filter(each -> each.to().equals(person.id()))
                .flatMap(each -> hindrance(scene, each).stream())
                .findFirst();
    }

    /** Nobody's word is worth more through a deputy than it would be from themselves. */
    private static Optional<String> hindrance(Scene scene, Delegation delegation) {
        var giver = delegation.from();
        if (!delegation.inForce(scene.now())) return Optional.of("what " + giver + " handed over is not in force now");
        var known = Optional.ofNullable(scene.people().get(giver)).filter(each -> each.activeAt(scene.now()));
        if (known.filter(each -> each.may(Permission.APPROVE)).isEmpty())
            return Optional.of(giver + ", for whom you stand in, approves nothing any more");
        if (adds(scene, delegation).stream().noneMatch(known.get()::holds))
            return Optional.of("what " + giver + " handed over is not what this needs");
        if (scene.agent().operator().equals(giver))
            return Optional.of(giver + ", for whom you stand in, runs this agent");
        if (scene.task().requester().equals(Optional.of(giver)))
            return Optional.of(giver + ", for whom you stand in, asked for this");
        if (scene.task().votedFor(giver))
            return Optional.of(giver + " has decided this, in person or through somebody else");
        return Optional.empty();
    }

    private static Set<Function> adds(Scene scene, Delegation delegation) {
        return delegation.functions().stream()
                .filter(scene.task().route().functions()::contains)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What a yes under this delegation counts for: the person's own functions and what the giver still holds of the lent. */
    public static Set<Function> functions(Person person, Delegation delegation, Person giver) {
        var all = EnumSet.noneOf(Function.class);
        all.addAll(person.functions());
        delegation.functions().stream().filter(giver::holds).forEach(all::add);
        return all;
    }

    JsonObject json() {
        return JsonObject.with("of", of.value()).and("under", under.value()).build();
    }

    static Stead of(JsonObject json) {
        var fields = Fields.of(json);
        var stead = new Stead(fields.parsed("of", PersonId::new), fields.parsed("under", DelegationId::new));
        fields.end();
        return stead;
    }
}
