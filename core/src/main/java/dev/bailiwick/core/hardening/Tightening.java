package dev.bailiwick.core.hardening;

import dev.bailiwick.core.value.Address;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A profile without what was not used. Only ever narrower than the one it comes from: nothing an agent did gets into it.
 *
 * @param beyond programs that were used and that the profile does not list, as the agent wrote them
 */
public record Tightening(AgentProfile profile, Set<String> beyond) {
    public Tightening {
        beyond = java.util.Collections.unmodifiableSet(new TreeSet<>(beyond));
    }

    public static Tightening of(AgentProfile profile, Usage used) {
        var beyond = new TreeSet<>(used.programs());
        profile.programs().allowed().forEach(each -> beyond.remove(each.name()));
        // a command nobody could read may have used any of it
        return new Tightening(used.unread() > 0 ? profile : narrower(profile, used), beyond);
    }

    private static AgentProfile narrower(AgentProfile profile, Usage used) {
        var files = profile.files();
        var narrower = new AgentProfile(
                profile.name(),
                profile.revision(),
                profile.purpose(),
                profile.tier(),
                profile.account(),
                network(profile.network(), used),
                new FileRules(
                        files.config(),
                        files.state(),
                        files.workspace(),
                        files.log(),
                        files.secrets(),
                        only(files.read(), used::readBelow),
                        only(files.write(), used::wroteBelow)),
                profile.programs().only(used.programs()),
                profile.denied(),
                profile.limits(),
                profile.deployment(),
                profile.requirements());
        return narrower.equals(profile) ? profile : narrower.revised();
    }

    private static <T> List<T> only(List<T> all, Predicate<T> used) {
        return all.stream().filter(used).toList();
    }

    private static NetworkRules network(NetworkRules rules, Usage used) {
        return new NetworkRules(
                rules.port(),
                rules.front(),
                rules.vpn(),
                rules.admin(),
                rules.local(),
                only(rules.egress(), each -> used.peers().stream().anyMatch(peer -> reaches(peer, each))),
                rules.peers());
    }

    /** A name may mean any address, so it keeps whatever has its port. */
    private static boolean reaches(Usage.Peer peer, NetworkRules.Destination destination) {
        if (peer.port() != destination.port()) return false;
        return Address.read(peer.host())
                .map(address -> destination.to().contains(address))
                .orElse(true);
    }
}
