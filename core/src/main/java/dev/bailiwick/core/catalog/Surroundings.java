package dev.bailiwick.core.catalog;

import dev.bailiwick.core.command.Commands;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.register.Network;
import dev.bailiwick.core.value.Url;
import java.util.function.Predicate;

/**
 * What a reading may know beside the call itself.
 *
 * @param vouched whether a person named this URL, or a result from its host linked it
 */
record Surroundings(Predicate<Url> vouched, Agent agent, Network network, Paths paths, Commands commands) {}
