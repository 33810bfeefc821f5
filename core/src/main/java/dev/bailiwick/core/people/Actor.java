package dev.bailiwick.core.people;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;

/** Who acts. Authority travels as this argument, never through the air. */
public sealed interface Actor {
    /** A person, and the channel in which they were authenticated. */
    record Human(PersonId person, Channel channel) implements Actor {}

    /** A governed agent, by its credential. */
    record Machine(AgentId agent) implements Actor {}

    /** Bailiwick itself: what lapses, what is repaired, what is observed. */
    record House() implements Actor {}

    /** Whoever holds the host's own account while the server may be down: freeze and stop only. */
    record LocalAccount(String account) implements Actor {}

    /** Another system, by the key it signs with: it may contain, and nothing else. */
    record Sender(String system) implements Actor {}

    /** Where a person was authenticated. */
    enum Channel {
        CONSOLE,
        COMMAND_LINE,
        /** A program with a token of the person's: nobody knows that the person is there. */
        API,
        /** The terminal of {@code demo}, which is the person who started it. */
        TERMINAL,
        /** A scripted person of {@code demo}: never accepted outside it. */
        SCRIPT
    }

    /** How an entry names the actor, such as {@code person:ana} or {@code agent:desk}. */
    default String name() {
        return switch (this) {
            case Human(var person, var _) -> "person:" + person;
            case Machine(var agent) -> "agent:" + agent;
            case House() -> "bailiwick";
            case LocalAccount(var account) -> "account:" + account;
            case Sender(var system) -> "webhook:" + system;
        };
    }
}
