package dev.bailiwick.core.register;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.HostPattern;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A governed agent.
 *
 * @param operator the person who runs it
 * @param step the step of the ladder that was last set
 * @param since when it was set
 * @param account the operating-system account its gateway runs under, when known
 * @param commandAccount the account its shell commands run under, when known
 * @param webList external hosts it may read, lines as {@link dev.bailiwick.core.value.HostPattern} reads them
 * @param workspace the absolute path of its workspace, when known: files there count as files named from there
 * @param pack the policies it is held to
 * @param limits how much it may use up
 * @param owners who answers for it, when somebody was named
 */
public record Agent(
        AgentId id,
        PersonId operator,
        Step step,
        Instant since,
        Optional<String> account,
        Optional<String> commandAccount,
        Set<String> webList,
        Optional<String> workspace,
        Pack pack,
        Limits limits,
        Optional<Owners> owners) {
    /** How long an agent may be observed without being protected. */
    public static final Duration OBSERVATION = Duration.ofDays(14);

    private static final Pattern WORKSPACE = Pattern.compile("(?:/(?!\\.{1,2}(?:/|$))[^/\\\\\\p{Cntrl}]+){1,50}");

    public Agent {
        webList = HostPattern.canonical(webList);
        workspace.ifPresent(Agent::requireWorkspace);
    }

    static String requireWorkspace(String path) {
        if (!WORKSPACE.matcher(path).matches()) {
            throw new IllegalArgumentException("a workspace is an absolute path without . and .. and final slash");
        }
        return path;
    }

    /** An agent for which nobody chose policies. */
    public Agent(
            AgentId id,
            PersonId operator,
            Step step,
            Instant since,
            Optional<String> account,
            Optional<String> commandAccount,
            Set<String> webList,
            Optional<String> workspace) {
        this(
                id,
                operator,
                step,
                since,
                account,
                commandAccount,
                webList,
                workspace,
                Pack.BASELINE,
                Limits.NONE,
                Optional.empty());
    }

    /** An agent whose workspace is not known. */
    public Agent(
            AgentId id,
            PersonId operator,
            Step step,
            Instant since,
            Optional<String> account,
            Optional<String> commandAccount,
            Set<String> webList) {
        this(id, operator, step, since, account, commandAccount, webList, Optional.empty());
    }

    /** The step in force: observing ends by itself and becomes pilot. */
    public Step stepAt(Instant now) {
        return step == Step.OBSERVE && !now.isBefore(since.plus(OBSERVATION)) ? Step.PILOT : step;
    }

    /**
     * Whether commands of this agent can speak in its gateway's name. Then what the plugin reports of prompts and
     * senders may raise an answer but never lower it. Unknown counts as yes.
     */
    public boolean commandsSpeakForGateway() {
        return account.isEmpty() || commandAccount.isEmpty() || account.equals(commandAccount);
    }

    public Agent at(Step next, Instant now) {
        return new Agent(id, operator, next, now, account, commandAccount, webList, workspace, pack, limits, owners);
    }

    public Agent heldTo(Pack other) {
        return new Agent(id, operator, step, since, account, commandAccount, webList, workspace, other, limits, owners);
    }

    public Agent within(Limits other) {
        return new Agent(id, operator, step, since, account, commandAccount, webList, workspace, pack, other, owners);
    }

    public Agent ownedBy(Optional<Owners> others) {
        return new Agent(id, operator, step, since, account, commandAccount, webList, workspace, pack, limits, others);
    }

    public JsonObject json() {
        return JsonObject.with("id", id.value())
                .and("operator", operator.value())
                .and("step", Fields.spelling(step))
                .and("since", since.toString())
                .and("account", account.map(JsonString::new))
                .and("commandAccount", commandAccount.map(JsonString::new))
                .and("webList", JsonArray.ofStrings(webList.stream().sorted().toList()))
                .and("workspace", workspace.map(JsonString::new))
                .and("pack", Fields.spelling(pack))
                .and("limits", limits.json())
                .and("owners", owners.map(Owners::json))
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the object is no agent */
    public static Agent of(JsonObject json) {
        var fields = Fields.of(json);
        var agent = new Agent(
                fields.parsed("id", AgentId::new),
                fields.parsed("operator", PersonId::new),
                fields.oneOf("step", Step.class),
                fields.parsed("since", Instant::parse),
                fields.optionalText("account"),
                fields.optionalText("commandAccount"),
                Set.copyOf(fields.texts("webList")),
                fields.optionallyParsed("workspace", Agent::requireWorkspace),
                fields.has("pack") ? fields.oneOf("pack", Pack.class) : Pack.BASELINE,
                fields.has("limits") ? Limits.of(fields.fields("limits")) : Limits.NONE,
                fields.has("owners") ? Optional.of(Owners.of(fields.fields("owners"))) : Optional.empty());
        fields.end();
        return agent;
    }
}
