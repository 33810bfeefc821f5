package dev.bailiwick.app.wiring;

import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.register.Organisation;
import dev.bailiwick.host.account.Account;
import dev.bailiwick.host.account.Accounts;
import dev.bailiwick.host.account.Reach;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Whether what Bailiwick keeps is Bailiwick's own: owner, mode, and whether an agent's account has a way to it. */
public record Ownership(DataFolder data) {
    private static final Set<PosixFilePermission> TOO_MUCH =
            Set.of(PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_READ);

    /** What is wrong, one line each; nothing when all is well. */
    public List<String> findings(Organisation organisation) {
        List<String> findings = new ArrayList<>();
        var kept = kept();
        for (var path : kept) mode(path).ifPresent(findings::add);
        for (String name : accounts(organisation.agents(List.of()).values())) account(name, kept, findings);
        return findings;
    }

    /** The folders, and every file of the log but its tiles and bodies, which are only as many more of the same. */
    private List<Path> kept() {
        List<Path> kept = new ArrayList<>(List.of(
                data.log(),
                data.log().resolve("entries"),
                data.log().resolve("key.pem"),
                data.log().resolve("checkpoint"),
                data.freezes(),
                data.sinks(),
                data.path().resolve("bailiwick.db"),
                data.organisation()));
        try (Stream<Path> entries = Files.list(data.log().resolve("entries"))) {
            entries.forEach(kept::add);
        } catch (IOException _) {
            // no log yet
        }
        kept.removeIf(path -> !Files.exists(path, LinkOption.NOFOLLOW_LINKS));
        return kept;
    }

    private Optional<String> mode(Path path) {
        try {
            var own = Accounts.own();
            var owner = Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
            if (!owner.equals((int) own.number())) return Optional.of(path + " is not owned by " + own.name());
            var granted = new TreeSet<>(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
            granted.retainAll(path.equals(data.organisation()) ? Set.of(PosixFilePermission.OTHERS_WRITE) : TOO_MUCH);
            return granted.isEmpty() ? Optional.empty() : Optional.of(path + " grants too much: " + granted);
        } catch (IOException e) {
            return Optional.of(path + " cannot be looked at: " + e.getMessage());
        }
    }

    private static Set<String> accounts(Collection<Agent> agents) {
        Set<String> names = new TreeSet<>();
        for (var agent : agents) {
            agent.account().ifPresent(names::add);
            agent.commandAccount().ifPresent(names::add);
        }
        return names;
    }

    private void account(String name, List<Path> kept, List<String> findings) {
        if (name.equals(House.ownAccount())) {
            findings.add("agent account \"" + name + "\" is Bailiwick's own: it can change everything here");
            return;
        }
        Optional<Account> account = Accounts.find(name);
        if (account.isEmpty()) {
            findings.add("agent account \"" + name + "\" is not known on this machine");
            return;
        }
        var reach = new Reach(account.get());
        for (var path : kept) reach.wayToChange(path).ifPresent(way -> findings.add(path + ": " + way));
        var key = data.log().resolve("key.pem");
        if (Files.exists(key) && reach.canRead(key)) findings.add(key + ": account \"" + name + "\" can read it");
    }
}
