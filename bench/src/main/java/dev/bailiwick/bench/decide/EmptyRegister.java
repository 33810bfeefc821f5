package dev.bailiwick.bench.decide;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.Delegation;
import dev.bailiwick.core.approval.Glass;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.approval.Ticket;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.DelegationId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.procedure.approval.ApprovalDesk;
import dev.bailiwick.procedure.approval.Approvals;
import dev.bailiwick.procedure.approval.Delegations;
import dev.bailiwick.procedure.approval.Glasses;
import dev.bailiwick.procedure.approval.Tickets;
import dev.bailiwick.procedure.register.Credentials;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A store that holds credentials and nothing else: an ordinary decision reads nothing more of it, and writes nothing. */
public final class EmptyRegister {
    private EmptyRegister() {}

    public static ApprovalDesk.Kept kept() {
        return new ApprovalDesk.Kept(approvals(), tickets(), delegations(), glasses());
    }

    static Credentials credentials() {
        Map<Digest, Credentials.Issued> issued = new ConcurrentHashMap<>();
        return new Credentials() {
            @Override
            public void add(Issued credential) {
                issued.put(credential.secret(), credential);
            }

            @Override
            public Optional<Issued> find(Digest secret) {
                return Optional.ofNullable(issued.get(secret));
            }

            @Override
            public List<Issued> of(AgentId agent) {
                return List.copyOf(issued.values());
            }

            @Override
            public void revoke(AgentId agent, Instant at) {
                issued.clear();
            }
        };
    }

    private static Approvals approvals() {
        return new Approvals() {
            @Override
            public ApprovalTask openOrJoin(ApprovalTask task) {
                throw new UnsupportedOperationException("nothing here asks for approval");
            }

            @Override
            public Optional<ApprovalTask> find(TaskId id) {
                return Optional.empty();
            }

            @Override
            public Optional<ApprovalTask> openFor(AgentId agent, Digest action) {
                return Optional.empty();
            }

            @Override
            public int openOf(AgentId agent) {
                return 0;
            }

            @Override
            public int openedBy(AgentId agent, Instant since) {
                return 0;
            }

            @Override
            public boolean replace(ApprovalTask next) {
                return false;
            }

            @Override
            public List<ApprovalTask> in(Set<State> states, int limit, int offset) {
                return List.of();
            }

            @Override
            public int count(Set<State> states) {
                return 0;
            }

            @Override
            public Map<TaskId, Long> revisions(Instant since, int limit) {
                return Map.of();
            }
        };
    }

    private static Delegations delegations() {
        return new Delegations() {
            @Override
            public void add(Delegation delegation) {
                throw new UnsupportedOperationException("nobody here stands in for anybody");
            }

            @Override
            public Optional<Delegation> find(DelegationId id) {
                return Optional.empty();
            }

            @Override
            public boolean replace(Delegation next) {
                return false;
            }

            @Override
            public List<Delegation> to(PersonId deputy, Instant now) {
                return List.of();
            }

            @Override
            public List<Delegation> standing(int limit, int offset) {
                return List.of();
            }
        };
    }

    private static Glasses glasses() {
        return new Glasses() {
            @Override
            public void add(Glass glass) {
                throw new UnsupportedOperationException("nobody here breaks a glass");
            }

            @Override
            public List<Glass> list(int limit, int offset) {
                return List.of();
            }
        };
    }

    private static Tickets tickets() {
        return new Tickets() {
            @Override
            public TicketId nextId() {
                return new TicketId("CHG-1");
            }

            @Override
            public void add(Ticket ticket) {
                throw new UnsupportedOperationException("nothing here needs a ticket");
            }

            @Override
            public Optional<Ticket> find(TicketId id) {
                return Optional.empty();
            }

            @Override
            public boolean replace(Ticket next) {
                return false;
            }

            @Override
            public List<Ticket> list(int limit, int offset) {
                return List.of();
            }
        };
    }
}
