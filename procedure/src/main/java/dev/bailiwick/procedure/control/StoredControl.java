package dev.bailiwick.procedure.control;

import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.procedure.approval.Approvals;
import dev.bailiwick.procedure.approval.Delegations;
import dev.bailiwick.procedure.approval.Glasses;
import dev.bailiwick.procedure.approval.Tickets;
import dev.bailiwick.procedure.enforcement.FreezeRecords;
import dev.bailiwick.procedure.register.Agents;
import dev.bailiwick.procedure.register.ConfirmedTools;
import dev.bailiwick.procedure.register.CredentialDesk;
import dev.bailiwick.procedure.register.Credentials;
import dev.bailiwick.procedure.register.Integrations;
import dev.bailiwick.procedure.review.Reviews;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Everything the store holds that may open something, and its freezes, in bound form. Sign-ins are not gone through: each is
 * held to the log when it is used.
 *
 * @param reviews what may hold an agent back
 * @param agentIds the agents that may hold credentials
 */
public record StoredControl(
        Requests requests,
        Register register,
        FreezeRecords freezes,
        Reviews reviews,
        Supplier<? extends Collection<AgentId>> agentIds) {
    private static final Set<State> MAY_OPEN = EnumSet.of(State.PENDING, State.APPROVED, State.CLAIMED);
    private static final int PAGE = 500;

    /** What people decide, and what it rests on. */
    public record Requests(Approvals approvals, Tickets tickets, Delegations delegations, Glasses glasses) {}

    /** The register's part of it. */
    public record Register(Agents agents, ConfirmedTools tools, Credentials credentials, Integrations integrations) {}

    /** The kinds that are compared, row by row. */
    static final Set<Binding.Kind> KINDS = EnumSet.of(
            Binding.Kind.APPROVAL,
            Binding.Kind.TICKET,
            Binding.Kind.AGENT,
            Binding.Kind.TOOL,
            Binding.Kind.CREDENTIAL,
            Binding.Kind.FREEZE,
            Binding.Kind.REVIEW,
            Binding.Kind.INTEGRATION,
            Binding.Kind.DELEGATION,
            Binding.Kind.GLASS);

    List<Binding> records() {
        List<Binding> found = new ArrayList<>();
        paged((limit, offset) -> requests.approvals().in(MAY_OPEN, limit, offset))
                .forEach(task -> add(found, Binding.of(task)));
        paged(requests.tickets()::list).forEach(ticket -> add(found, Binding.of(ticket)));
        paged(requests.delegations()::standing).forEach(each -> add(found, Binding.of(each)));
        paged(requests.glasses()::list).forEach(each -> add(found, Binding.of(each)));
        register.agents().all().forEach(agent -> add(found, Binding.of(agent)));
        register.tools().confirmed().forEach((tool, tier) -> add(found, Binding.of(tool, tier)));
        agentIds.get().forEach(agent -> credentials(agent, found));
        paged(reviews::live).forEach(review -> add(found, Binding.of(review)));
        paged(register.integrations()::live).forEach(each -> add(found, Binding.of(each)));
        frozen(freezes.load(), found);
        return found;
    }

    private static void add(List<Binding> found, Binding binding) {
        if (binding.digest().isPresent()) found.add(binding);
    }

    private void credentials(AgentId agent, List<Binding> found) {
        register.credentials().of(agent).stream()
                .filter(issued -> issued.revoked().isEmpty())
                .map(CredentialDesk::binding)
                .forEach(found::add);
    }

    private static void frozen(Freezes freezes, List<Binding> found) {
        if (freezes.all().isPresent()) found.add(Binding.frozen(Optional.empty()));
        freezes.agents().keySet().forEach(agent -> found.add(Binding.frozen(Optional.of(agent))));
    }

    private static <T> List<T> paged(BiFunction<Integer, Integer, List<T>> page) {
        List<T> all = new ArrayList<>();
        for (var next = page.apply(PAGE, 0); !next.isEmpty(); next = page.apply(PAGE, all.size())) all.addAll(next);
        return all;
    }
}
