package dev.bailiwick.core.hardening.artefact;

import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.hardening.Artefact;
import dev.bailiwick.core.hardening.Check;

/**
 * A profile for apparmor.d(5). Programs run in a child profile that may start nothing: so one listed program cannot start
 * another, nor a shell. The {@code abi} line always stands; without it the parser takes an older language in silence. What is
 * denied is denied audibly.
 */
final class AppArmor {
    private AppArmor() {}

    static String label(AgentProfile profile) {
        return "bailiwick-" + profile.name();
    }

    static Artefact render(AgentProfile profile) {
        var program = profile.deployment().program();
        var draft = new Artefact.Draft()
                .line(Artefacts.stamp(profile))
                .line("abi <abi/3.0>,")
                .line("include <tunables/global>")
                .line("")
                .line("profile " + label(profile) + " flags=(attach_disconnected) {", Check.CAP_04)
                .line("  include <abstractions/base>")
                .line("  include <abstractions/nameservice>")
                .line("  include <abstractions/ssl_certs>")
                .line("  " + program + " mrix,")
                .line("  /usr/lib/node_modules/** r,")
                .line("  /opt/openclaw/** mr,")
                .line("  /proc/sys/** r,")
                .line("  owner /proc/*/{stat,status,maps,cgroup,mountinfo} r,")
                .line("  network inet stream,")
                .line("  network inet6 stream,")
                .line("  network inet dgram,")
                .line("  network inet6 dgram,")
                .line("  network netlink raw,")
                .line("  network unix stream,")
                .line("  signal (send, receive) peer=" + label(profile) + ",")
                .line("  signal (send) peer=" + label(profile) + "//leaf,");
        folders(draft, profile, "  ");
        for (var each : profile.programs().allowed()) draft.line("  " + each + " Cx -> leaf,", Check.EXE_01);
        denials(draft, profile, "  ");
        draft.line("")
                .line("  profile leaf flags=(attach_disconnected) {")
                .line("    include <abstractions/base>")
                .line("    signal (receive) peer=" + label(profile) + ",");
        for (var each : profile.programs().allowed()) draft.line("    " + each + " mr,");
        folders(draft, profile, "    ");
        denials(draft, profile, "    ");
        return draft.line("  }").line("}").as("apparmor.profile");
    }

    private static void folders(Artefact.Draft draft, AgentProfile profile, String indent) {
        var files = profile.files();
        draft.line(indent + files.config() + "/ r,").line(indent + files.config() + "/** r,");
        for (var each : files.read()) draft.line(indent + each + " r,").line(indent + each + "/** r,");
        for (var each : files.writable()) draft.line(indent + each + "/ rw,").line(indent + each + "/** rwk,");
        draft.line(indent + "owner /tmp/** rwk,");
    }

    private static void denials(Artefact.Draft draft, AgentProfile profile, String indent) {
        var files = profile.files();
        draft.line(indent + "audit deny " + files.config() + "/** wlk,", Check.ACC_04)
                .line(indent + "audit deny " + files.log() + "/** rwlk,", Check.LOG_01)
                .line(indent + "audit deny /proc/*/{mem,environ} rwk,")
                .line(indent + "audit deny @{HOME}/.{ssh,aws,gnupg,kube,docker}/** rwlk,")
                .line(indent + "audit deny /{,var/}run/{docker.sock,podman/**,containerd/**} rw,")
                .line(indent + "audit deny network raw,")
                .line(indent + "audit deny network packet,")
                .line(indent + "audit deny mount,")
                .line(indent + "audit deny ptrace,");
    }
}
