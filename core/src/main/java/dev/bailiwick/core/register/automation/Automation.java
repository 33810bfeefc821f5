package dev.bailiwick.core.register.automation;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The statement of what one clock job of an agent is for.
 *
 * @param job the runtime's name of it: {@code cron:ID}, or {@code heartbeat}
 * @param owner who answers for its scope, and attests it each quarter
 * @param purpose what it is for, for people
 * @param words what it tells the agent; these words are the organisation's own, and nobody's permission
 */
public record Automation(
        AutomationId id,
        AgentId agent,
        String job,
        PersonId owner,
        String purpose,
        String words,
        Scope scope,
        Outside outside) {
    private static final Pattern JOB = Pattern.compile("heartbeat|cron:[A-Za-z0-9_.-]{1,100}");
    private static final int LONGEST = 4_000;

    public Automation {
        job(job);
        said(purpose);
        said(words);
    }

    private static String job(String text) {
        if (!JOB.matcher(text).matches())
            throw new IllegalArgumentException("a job is heartbeat, or cron: and the runtime's id of it");
        return text;
    }

    private static String said(String text) {
        if (text.isBlank() || text.length() > LONGEST)
            throw new IllegalArgumentException("expected 1 to " + LONGEST + " characters");
        return text;
    }

    /** What the owner attests. */
    public Digest digest() {
        return Digest.of(json());
    }

    public JsonObject json() {
        return JsonObject.with("id", id.value())
                .and("agent", agent.value())
                .and("job", job)
                .and("owner", owner.value())
                .and("purpose", purpose)
                .and("words", words)
                .and("scope", scope.json())
                .and("outside", Fields.spelling(outside))
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException naming what is missing, unknown or wrong */
    public static Automation of(Fields fields) {
        return of(fields, AgentId::new, PersonId::new);
    }

    /**
     * @param agent makes an agent of a name, or says why it is none
     * @param owner the same for a person
     */
    public static Automation of(Fields fields, Function<String, AgentId> agent, Function<String, PersonId> owner) {
        var automation = new Automation(
                fields.parsed("id", AutomationId::new),
                fields.parsed("agent", agent),
                fields.parsed("job", Automation::job),
                fields.parsed("owner", owner),
                fields.parsed("purpose", Automation::said),
                fields.parsed("words", Automation::said),
                Scope.of(fields.fields("scope")),
                fields.has("outside") ? fields.oneOf("outside", Outside.class) : Outside.REFUSE);
        fields.end();
        return automation;
    }
}
