package dev.bailiwick.core.hardening.artefact;

import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.hardening.Artefact;
import dev.bailiwick.core.hardening.Check;
import dev.bailiwick.core.value.AddressBlock;
import java.util.List;

/**
 * The packet filter, for nftables(8) and for ufw(8). Both load whole or not at all, may be loaded again, and leave rules of
 * others alone: a packet needs every table's consent, so a table of one's own can only narrow.
 */
final class Firewall {
    private Firewall() {}

    static String table(AgentProfile profile) {
        return "bailiwick_" + profile.name().replace('-', '_');
    }

    static Artefact nftables(AgentProfile profile) {
        var network = profile.network();
        var table = table(profile);
        var draft = new Artefact.Draft()
                .line("#!/usr/sbin/nft -f")
                .line(Artefacts.stamp(profile))
                .line("# The account must exist: account.sh first.")
                .line("table inet " + table)
                .line("delete table inet " + table)
                .line("table inet " + table + " {")
                .line("  chain input {")
                .line("    type filter hook input priority filter; policy drop;", Check.NET_03, Check.NET_05)
                .line("    ct state established,related accept")
                .line("    iif lo accept")
                .line("    meta l4proto { icmp, ipv6-icmp } accept");
        for (var block : network.vpn()) {
            draft.line("    " + source(block) + " tcp dport " + network.front() + " accept", Check.NET_04);
        }
        for (var block : network.admin()) draft.line("    " + source(block) + " tcp dport 22 accept");
        draft.line("    counter drop")
                .line("  }")
                .line("  chain forward {")
                .line("    # ports that a container runtime publishes pass here, not through input")
                .line("    type filter hook forward priority filter - 1; policy accept;")
                .line("    ct state established,related accept")
                .line("    meta l4proto tcp ct original proto-dst " + network.port() + " counter drop", Check.NET_06)
                .line("  }")
                .line("  chain output {")
                .line("    type filter hook output priority filter; policy accept;")
                .line("    meta skuid != " + profile.account().name() + " accept")
                .line("    ip daddr 169.254.0.0/16 counter reject with icmpx admin-prohibited", Check.NET_08)
                .line("    ip6 daddr { fe80::/10, fd00:ec2::254 } counter reject with icmpx admin-prohibited");
        for (int port : network.local()) draft.line("    oif lo tcp dport " + port + " counter accept");
        draft.line("    oif lo tcp sport " + network.port() + " accept");
        for (var each : network.egress()) {
            draft.line("    " + destination(each.to()) + " tcp dport " + each.port() + " counter accept");
        }
        return draft.line("    counter reject with icmpx admin-prohibited", Check.NET_07)
                .line("  }")
                .line("}")
                .as("nftables.nft");
    }

    /** Nobody locks themselves out: without a yes of somebody who came in again, what was there before is back. */
    static Artefact load(AgentProfile profile) {
        var table = "table inet " + table(profile);
        return new Artefact.Draft()
                .line("#!/bin/sh")
                .line(Artefacts.stamp(profile))
                .line(
                        "# Loads nftables.nft. Come in again from elsewhere, then answer yes here; else all is as before.")
                .line("set -eu")
                .line("cd \"$(dirname \"$0\")\"")
                .line("was=$(mktemp)")
                .line("trap 'rm -f \"$was\"' EXIT")
                .line("# the session that was locked out hangs up: the way back is gone all the same")
                .line("trap '' HUP PIPE")
                .line("nft list " + table + " >\"$was\" 2>/dev/null || : >\"$was\"")
                .line("nft -f nftables.nft")
                .line("echo \"loaded; yes keeps it, anything else or ${PATIENCE:=60} s take it back\" || :")
                .line("answer=$(timeout \"$PATIENCE\" head -n 1 || :)")
                .line("if [ \"$answer\" = yes ]; then exit 0; fi")
                .line("{ echo " + quoted(table) + "; echo " + quoted("delete " + table)
                        + "; cat \"$was\"; } | nft -f -")
                .line("echo 'taken back' || :")
                .line("exit 1")
                .asProgram("firewall.sh");
    }

    private static String quoted(String words) {
        return "'" + words + "'";
    }

    private static String source(AddressBlock block) {
        return (block.first().isFour() ? "ip saddr " : "ip6 saddr ") + block;
    }

    private static String destination(AddressBlock block) {
        return (block.first().isFour() ? "ip daddr " : "ip6 daddr ") + block;
    }

    /** What does not fit ufw's words goes around it: its own chains know no accounts, and Docker's ports pass them by. */
    static Artefact ufw(AgentProfile profile) {
        var network = profile.network();
        var draft = new Artefact.Draft()
                .line("#!/bin/sh")
                .line(Artefacts.stamp(profile))
                .line("# Egress by account is no word of ufw: load nftables.nft as well, or only that.")
                .line("set -eu")
                .line("ufw default deny incoming", Check.NET_03)
                .line("ufw default allow outgoing");
        allow(draft, network.vpn(), network.front(), Check.NET_04);
        allow(draft, network.admin(), 22);
        return draft.line("sed -i 's/^IPV6=.*/IPV6=yes/' /etc/default/ufw", Check.NET_05)
                .line("# Docker publishes ports past ufw: its own chain is asked first.")
                .line("for tables in iptables ip6tables; do")
                .line("  if $tables -n -L DOCKER-USER >/dev/null 2>&1; then")
                .line("    $tables -C DOCKER-USER -p tcp -m conntrack --ctorigdstport " + network.port()
                        + " --ctdir ORIGINAL -j DROP 2>/dev/null ||")
                .line(
                        "      $tables -I DOCKER-USER -p tcp -m conntrack --ctorigdstport " + network.port()
                                + " --ctdir ORIGINAL -j DROP",
                        Check.NET_06)
                .line("  fi")
                .line("done")
                .line("# --force: it would ask, and a script has nobody to answer. SSH was allowed above.")
                .line("ufw --force enable")
                .asProgram("ufw.sh");
    }

    private static void allow(Artefact.Draft draft, List<AddressBlock> from, int port, Check... checks) {
        for (var block : from) draft.line("ufw allow proto tcp from " + block + " to any port " + port, checks);
    }
}
