package dev.bailiwick.host.process;

import dev.bailiwick.procedure.stop.AgentHost;
import dev.bailiwick.procedure.stop.HostUnavailable;
import dev.bailiwick.procedure.stop.ProcessId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * This machine as an agent's host.
 *
 * <p>A stop kills the union of all that is known to be the agent's: its control group, every process of its own account, and
 * the tree below its gateway with the sessions and groups led from there and all that carries its {@link Mark}. Members are
 * first made to stand still, until a reading of the table brings no new one; then they are killed: so no child slips away
 * between the reading and the kill.
 *
 * <p>An account counts as the agent's own only while it is neither root's nor ours: those have processes that are not its.
 */
public final class ProcessTreeHost implements AgentHost {
    private static final int READINGS = 20;
    private static final long PAUSE_NANOS = 10_000_000;

    private final ProcessTable table;
    private final Signals signals;
    private final long ourselves = ProcessHandle.current().pid();

    public ProcessTreeHost() {
        this(ProcessTable.here());
    }

    private ProcessTreeHost(ProcessTable table) {
        this(table, Signals.on(table));
    }

    ProcessTreeHost(ProcessTable table, Signals signals) {
        this.table = table;
        this.signals = signals;
    }

    /** The process that bears this number now, to be kept and handed back as {@link AgentHost.Whereabouts#root}. */
    public Optional<ProcessId> identify(long pid) {
        return table.identify(pid);
    }

    /**
     * The control group that an agent's first process has for itself and what it started, as a service, a container or {@link
     * OwnCgroup} gives it one: it was started from outside, and nothing in it is older. Empty where it lives among others, in a
     * login session or below cron, and where it does not run under the agent's account: which process is the first is the
     * agent's own word, and it must not be able to name somebody else's service.
     *
     * @param account the agent's account, by name
     */
    public Optional<String> ownGroup(ProcessId root, String account) {
        return Cgroup.holding(root.pid())
                .filter(group -> leads(root, group, table.account(account)))
                .map(Cgroup::path);
    }

    private boolean leads(ProcessId root, Cgroup group, Optional<String> account) {
        var members = group.processes();
        var rows =
                table.all().stream().filter(row -> members.contains(row.pid())).toList();
        return rows.stream()
                        .filter(row -> row.id().equals(root) && !members.contains(row.parent()))
                        .anyMatch(
                                row -> account.filter(row.accounts()::contains).isPresent())
                && rows.stream().allMatch(row -> row.id().started() >= root.started());
    }

    /** What the agent runs now, and whom it talks to. Changes nothing. */
    public List<Seen> look(Whereabouts agent) {
        var family = new Family(surely(agent, agent.account().flatMap(this::ownAccount)), this::untouchable);
        return living(family).stream().map(Glance::at).toList();
    }

    @Override
    public Stopped stop(Whereabouts agent, Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        var group = agent.cgroup().flatMap(Cgroup::of);
        var account = agent.account().flatMap(this::ownAccount);
        var family = new Family(surely(agent, account), this::untouchable);
        Set<Long> seen = new TreeSet<>();
        List<Long> left;
        do {
            living(family).forEach(member -> seen.add(member.pid()));
            group.ifPresent(found -> kill(found, seen));
            account.ifPresent(Sweep::killAll);
            left = strike(family, seen);
            if (left.isEmpty() && group.filter(Cgroup::populated).isEmpty()) break;
            LockSupport.parkNanos(PAUSE_NANOS);
        } while (System.nanoTime() < end);
        requireSight(agent, group, account, seen);
        return stopped(seen, left, group);
    }

    /** By the kernel's one act; on an older kernel one by one, each seen in the group before and after it was identified. */
    private void kill(Cgroup group, Set<Long> seen) {
        var before = group.processes();
        seen.addAll(before);
        if (group.kill()) return;
        var identified =
                before.stream().flatMap(pid -> table.identify(pid).stream()).toList();
        var still = group.processes();
        identified.stream().filter(process -> still.contains(process.pid())).forEach(signals::kill);
    }

    private static Stopped stopped(Set<Long> seen, List<Long> left, Optional<Cgroup> group) {
        var remaining = new TreeSet<>(left);
        group.filter(Cgroup::populated).map(Cgroup::processes).ifPresent(remaining::addAll);
        seen.removeAll(remaining);
        return new Stopped(List.copyOf(seen), List.copyOf(remaining));
    }

    /** One round: halt until the family is complete, kill it, read again. Answers who is still alive. */
    private List<Long> strike(Family family, Set<Long> seen) {
        Set<ProcessId> halted = new HashSet<>();
        for (int reading = 0; reading < READINGS; reading++) {
            var fresh = living(family).stream()
                    .filter(member -> halted.add(member.id()))
                    .toList();
            if (fresh.isEmpty()) break;
            fresh.forEach(member -> signals.halt(member.id()));
        }
        halted.forEach(member -> {
            seen.add(member.pid());
            signals.kill(member);
        });
        return living(family).stream().map(Running::pid).sorted().toList();
    }

    private List<Running> living(Family family) {
        return family.in(table.all()).stream().filter(member -> !member.dead()).toList();
    }

    private Predicate<Running> surely(Whereabouts agent, Optional<String> account) {
        Set<String> accounts = accountsOf(agent, account);
        return row -> agent.root().equals(Optional.of(row.id()))
                || (account.isPresent() && row.accounts().contains(account.get()))
                || (!java.util.Collections.disjoint(row.accounts(), accounts) && table.marked(row.id(), agent.agent()));
    }

    /** Whose processes may be claimed by a mark alone: a mark is the process's own word. */
    private Set<String> accountsOf(Whereabouts agent, Optional<String> account) {
        Set<String> accounts = new HashSet<>();
        account.ifPresent(accounts::add);
        for (var row : table.all()) {
            if (row.pid() == ourselves || agent.root().equals(Optional.of(row.id()))) accounts.addAll(row.accounts());
        }
        return accounts;
    }

    private boolean untouchable(Running row) {
        boolean kernel = row.pid() == 2 || row.parent() == 2;
        return row.pid() == ourselves || row.pid() == 1 || kernel;
    }

    /** The account as the table names it, unless it also has processes that are not the agent's. */
    private Optional<String> ownAccount(String name) {
        var ours = table.all().stream()
                .filter(row -> row.pid() == ourselves)
                .flatMap(row -> row.accounts().stream())
                .toList();
        return table.account(name).filter(account -> !account.equals("0") && !ours.contains(account));
    }

    /** Nothing seen is no proof where nothing can be seen. */
    private void requireSight(Whereabouts agent, Optional<Cgroup> group, Optional<String> account, Set<Long> seen) {
        if (group.isPresent()) return;
        if (agent.root().isEmpty() && account.isEmpty()) {
            throw new HostUnavailable("nothing is known of where agent \"" + agent.agent()
                    + "\" runs (no process, no account, no control group of its own): stop it by hand");
        }
        boolean rootSeen =
                agent.root().filter(root -> seen.contains(root.pid())).isPresent();
        if (!table.showsEverybody() && (account.isPresent() || !rootSeen)) {
            throw new HostUnavailable("this account cannot see other accounts' processes (hidepid): whether agent \""
                    + agent.agent() + "\" is stopped cannot be said; run stop as root");
        }
    }
}
