package dev.bailiwick.app.wiring;

import dev.bailiwick.core.catalog.ToolDigest;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.register.integration.Grant;
import dev.bailiwick.core.register.integration.Integration;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.procedure.approval.ApprovalDesk;
import dev.bailiwick.procedure.approval.Approvals;
import dev.bailiwick.procedure.approval.Delegations;
import dev.bailiwick.procedure.approval.Glasses;
import dev.bailiwick.procedure.approval.Tickets;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.control.StoredControl;
import dev.bailiwick.procedure.credential.Leases;
import dev.bailiwick.procedure.credential.Rotations;
import dev.bailiwick.procedure.credential.ServiceKeys;
import dev.bailiwick.procedure.enforcement.FreezeRecords;
import dev.bailiwick.procedure.policy.Archive;
import dev.bailiwick.procedure.register.Agents;
import dev.bailiwick.procedure.register.ConfirmedTools;
import dev.bailiwick.procedure.register.Credentials;
import dev.bailiwick.procedure.register.Integrations;
import dev.bailiwick.procedure.review.Reviews;
import dev.bailiwick.procedure.search.SearchIndex;
import dev.bailiwick.procedure.signin.Passkeys;
import dev.bailiwick.procedure.signin.SignIns;
import dev.bailiwick.procedure.signin.Tokens;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.approval.StoredApprovals;
import dev.bailiwick.store.approval.StoredDelegations;
import dev.bailiwick.store.approval.StoredGlasses;
import dev.bailiwick.store.approval.StoredTickets;
import dev.bailiwick.store.credential.StoredLeases;
import dev.bailiwick.store.credential.StoredRotations;
import dev.bailiwick.store.credential.StoredServiceKeys;
import dev.bailiwick.store.freeze.StoredFreezes;
import dev.bailiwick.store.policy.StoredArchive;
import dev.bailiwick.store.register.StoredAgents;
import dev.bailiwick.store.register.StoredCredentials;
import dev.bailiwick.store.register.StoredIntegrations;
import dev.bailiwick.store.register.StoredTools;
import dev.bailiwick.store.review.StoredReviews;
import dev.bailiwick.store.search.StoredIndex;
import dev.bailiwick.store.signin.StoredPasskeys;
import dev.bailiwick.store.signin.StoredSignIns;
import dev.bailiwick.store.signin.StoredTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The database, with each port it serves. */
public record Store(
        Database database,
        Approvals approvals,
        Tickets tickets,
        Delegations delegations,
        Glasses glasses,
        Agents agents,
        Credentials credentials,
        ConfirmedTools tools,
        FreezeRecords freezes,
        SignIns signIns,
        SearchIndex index,
        Archive archive,
        ServiceKeys keys,
        Leases leases,
        Rotations rotations,
        Reviews reviews,
        Passkeys passkeys,
        Tokens tokens,
        Integrations integrations)
        implements AutoCloseable {
    private static final int PAGE = 500;

    static Store open(Configuration configuration) {
        var database = configuration
                .postgres()
                .map(postgres ->
                        Database.postgres(postgres.url(), postgres.user(), () -> secret(postgres.passwordFile())))
                .orElseGet(() -> Database.sqlite(configuration.data().path()));
        return new Store(
                database,
                new StoredApprovals(database),
                new StoredTickets(database),
                new StoredDelegations(database),
                new StoredGlasses(database),
                new StoredAgents(database),
                new StoredCredentials(database),
                new StoredTools(database),
                new StoredFreezes(database),
                new StoredSignIns(database),
                new StoredIndex(database),
                new StoredArchive(database),
                new StoredServiceKeys(database),
                new StoredLeases(database),
                new StoredRotations(database),
                new StoredReviews(database),
                new StoredPasskeys(database),
                new StoredTokens(database),
                new StoredIntegrations(database));
    }

    /** The tiers of tools that the log has seen IT give. */
    Map<ToolDigest, Tier> confirmed(ControlLog log) {
        return tools.confirmed().entrySet().stream()
                .filter(each -> log.honours(Binding.of(each.getKey(), each.getValue())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** What approved integrations grant, as far as the log has seen them approved. */
    List<Grant> granted(ControlLog log) {
        List<Integration> all = new ArrayList<>();
        for (var page = integrations.live(PAGE, 0); !page.isEmpty(); page = integrations.live(PAGE, all.size()))
            all.addAll(page);
        return all.stream()
                .filter(each -> log.honours(Binding.of(each)))
                .flatMap(each -> each.grant().stream())
                .toList();
    }

    /** What people decide, and what it rests on. */
    ApprovalDesk.Kept requests() {
        return new ApprovalDesk.Kept(approvals, tickets, delegations, glasses);
    }

    /** All of it that is held to the log. */
    StoredControl control(Supplier<Set<AgentId>> agentIds) {
        return new StoredControl(
                new StoredControl.Requests(approvals, tickets, delegations, glasses),
                new StoredControl.Register(agents, tools, credentials, integrations),
                freezes,
                reviews,
                agentIds);
    }

    /** The one line of a file that holds a secret. */
    public static String secret(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new Refusal("cannot read the secret in " + file + ": " + e.getMessage());
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
