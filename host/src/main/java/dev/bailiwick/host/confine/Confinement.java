package dev.bailiwick.host.confine;

import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.hardening.Requirements.Need;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.host.account.Account;
import dev.bailiwick.host.account.Accounts;
import dev.bailiwick.host.process.Mark;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Becomes a command under a profile: this process's number goes on as the command's. The order matters: as root what needs
 * root, then the account, then Landlock, the filter of system calls last.
 */
public final class Confinement {
    private static final int NO_NEW_PRIVILEGES = 38;
    private static final int DIE_WITH_PARENT = 1;
    private static final int KILL = 9;
    private static final int SET_FILTER = 1;
    private static final int SET_MASK = 2;
    private static final int MASK_BYTES = 8;
    private static final int CLOSE_ON_EXEC = 4;
    private static final int FIRST_OTHER = 3;
    private static final int OWNER_ONLY = 0077;

    private final AgentProfile profile;
    private final Machine machine;
    private final Kernel kernel;
    private final Landlock landlock;
    private final Passage passage;

    private Confinement(AgentProfile profile, Passage passage, Machine machine, Kernel kernel) {
        this.profile = profile;
        this.passage = passage;
        this.machine = machine;
        this.kernel = kernel;
        this.landlock = new Landlock(kernel, machine);
    }

    /**
     * Reads what the kernel offers.
     *
     * @throws ConfinementFailed when something the profile requires is not there
     */
    static Confinement of(AgentProfile profile, Passage passage) {
        var machine = Machine.here()
                .orElseThrow(() ->
                        new ConfinementFailed("commands are confined on Linux only, on " + "x86-64 and arm64; this is "
                                + System.getProperty("os.name") + " on " + System.getProperty("os.arch")));
        var confinement = new Confinement(profile, passage, machine, new Kernel(Arena.global()));
        if (confinement.landlock.version() < 1 && profile.requirements().landlock() == Need.REQUIRED) {
            throw new ConfinementFailed("the profile requires Landlock, and this kernel has none");
        }
        return confinement;
    }

    /** What will be in force, and what will not, for people. */
    public String described() {
        List<String> said = new ArrayList<>(List.of("no-new-privileges", "seccomp"));
        int version = landlock.version();
        if (version < 1) said.add("NO LANDLOCK in this kernel: files and network are open to it (best effort)");
        else said.add("Landlock " + version + (landlock.filtersNetwork() ? "" : ", which does not filter the network"));
        said.add(passage.described());
        return String.join(", ", said);
    }

    /** The way out of a network of its own, ready to be taken over from outside: the number of a listening socket. */
    Optional<Long> wayOut() {
        return passage.proxy().filter(_ -> passage.own()).map(port -> new OwnNetwork(kernel, machine).listen(port));
    }

    /**
     * Becomes the command; returns only by an exception.
     *
     * @param starting told in the last moment
     * @throws ConfinementFailed when a step fails: the command did not start
     */
    void become(Order order, Runnable starting) {
        var limits = new ResourceLimits(kernel, machine, profile.limits(), spent());
        var program = PinnedProgram.open(kernel, machine, order.program(), order.bytes());
        var environment = environment(account(), order.agent());
        long path = kernel.text(program.startedBy());
        long arguments = kernel.texts(order.arguments(), order.arguments().size());
        long variables = kernel.texts(environment, environment.size());
        enclose(order.folder());
        starting.run();
        limits.apply();
        kernel.must("start " + order.program(), machine.execve(), path, arguments, variables, 0, 0);
    }

    /** In a command's place: tries these ways, once the walls are closed. */
    String tried(List<Way> ways, Path folder) {
        return WayAroundProbe.tried(kernel, machine, ways, () -> enclose(folder));
    }

    private static Duration spent() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ofSeconds(2));
    }

    /** Closes the walls around this process. From Landlock on it opens no file any more: not even one of its own classes. */
    void enclose(Path folder) {
        var account = account();
        long rules = landlock.version() < 1 ? -1 : landlock.prepare(Room.of(profile, passage));
        long filter = filter();
        kernel.must("enter " + folder, machine.chdir(), kernel.text(folder.toString()), 0, 0, 0, 0);
        kernel.must("set the mask of new files", machine.umask(), OWNER_ONLY, 0, 0, 0, 0);
        kernel.must("close other files", Machine.CLOSE_RANGE, FIRST_OTHER, 0xFFFFFFFFL, CLOSE_ON_EXEC, 0, 0);
        var nothing = kernel.arena().allocate(MASK_BYTES);
        kernel.must("unblock signals", machine.signalMask(), SET_MASK, nothing.address(), 0, MASK_BYTES, 0);
        become(account);
        if (passage.own()) new OwnNetwork(kernel, machine).giveUpRights();
        kernel.must("give up new privileges", machine.prctl(), NO_NEW_PRIVILEGES, 1, 0, 0, 0);
        kernel.must("end with whoever watches it", machine.prctl(), DIE_WITH_PARENT, KILL, 0, 0, 0);
        if (rules >= 0) landlock.restrict(rules);
        kernel.must("filter system calls", machine.seccomp(), SET_FILTER, 0, filter, 0, 0);
    }

    /** The profile's account for root; anybody else stays who they are, having no right to change. */
    private Account account() {
        var own = Accounts.own();
        if (!own.isRoot()) return own;
        return Accounts.find(profile.account().name())
                .filter(account -> !account.isRoot())
                .orElseThrow(() -> new ConfinementFailed("there is no account \""
                        + profile.account().name() + "\" to run as, and nothing runs as root: account.sh makes it"));
    }

    private void become(Account account) {
        if (!Accounts.own().isRoot()) return;
        long number = account.number();
        long group = account.groups().stream().min(Long::compare).orElse(number);
        kernel.must("leave root's groups", machine.setgroups(), 0, 0, 0, 0, 0);
        kernel.must("become its group", machine.setresgid(), group, group, group, 0, 0);
        kernel.must("become its account", machine.setresuid(), number, number, number, 0, 0);
    }

    /** Nothing of ours but the agent's mark: no token of Bailiwick's, no variable that changes what programs load. */
    private List<String> environment(Account account, AgentId agent) {
        Map<String, String> variables = new TreeMap<>(Map.of(
                "PATH",
                "/usr/bin:/bin",
                "HOME",
                profile.files().workspace().text(),
                "TMPDIR",
                profile.files().workspace().text(),
                "LANG",
                "C.UTF-8",
                "USER",
                account.name(),
                Mark.VARIABLE,
                agent.value()));
        passage.proxy().filter(_ -> passage.own()).ifPresent(port -> {
            for (var name : List.of("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"))
                variables.put(name, "http://127.0.0.1:" + port);
        });
        return variables.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .toList();
    }

    /** The address of a struct sock_fprog. */
    private long filter() {
        byte[] program = CallFilter.of(machine, passage.own());
        var instructions = kernel.arena().allocate(program.length, 8);
        instructions.copyFrom(java.lang.foreign.MemorySegment.ofArray(program));
        var described = kernel.arena().allocate(16, 8); // struct sock_fprog
        described.set(ValueLayout.JAVA_SHORT, 0, (short) CallFilter.length(program));
        described.set(ValueLayout.JAVA_LONG, 8, instructions.address());
        return described.address();
    }
}
