package dev.bailiwick.core.hardening.artefact;

import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.hardening.Artefact;
import dev.bailiwick.core.hardening.Check;
import dev.bailiwick.core.hardening.Requirements.Need;
import java.util.List;

/**
 * Services for systemd(1). {@code MemoryDenyWriteExecute} stays off: Node.js and the JVM compile while they run. A stop kills at
 * once: a gateway that is asked politely drains its running work for minutes.
 */
final class Unit {
    static final String NAME = "openclaw.service";

    private static final String WHAT_EVERYBODY_GETS = """
        ProtectSystem=strict
        ProtectHome=yes
        PrivateTmp=yes
        PrivateDevices=yes
        PrivateMounts=yes
        ProtectClock=yes
        ProtectHostname=yes
        ProtectKernelLogs=yes
        ProtectKernelModules=yes
        ProtectKernelTunables=yes
        ProtectControlGroups=yes
        ProtectProc=invisible
        ProcSubset=pid
        RemoveIPC=yes
        RestrictNamespaces=yes
        RestrictRealtime=yes
        RestrictSUIDSGID=yes
        LockPersonality=yes
        KeyringMode=private
        UMask=0077
        SystemCallArchitectures=native
        SystemCallErrorNumber=EPERM\
        """;

    private Unit() {}

    static Artefact agent(AgentProfile profile) {
        var files = profile.files();
        var draft = new Artefact.Draft()
                .line(Artefacts.stamp(profile))
                .line("[Unit]")
                .line("Description=OpenClaw agent " + profile.name() + ", confined by Bailiwick")
                .line("After=network-online.target")
                .line("Wants=network-online.target")
                .line("StartLimitIntervalSec=600")
                .line("StartLimitBurst=5")
                .line("")
                .line("[Service]")
                .line("ExecStart=" + profile.deployment().program() + " "
                        + String.join(" ", profile.deployment().arguments()))
                .line("Environment=OPENCLAW_STATE_DIR=" + files.state())
                .line("Environment=OPENCLAW_CONFIG_PATH=" + files.config().below("openclaw.json"))
                .line("WorkingDirectory=" + files.workspace())
                .line("User=" + profile.account().name(), Check.ACC_01)
                .line("Group=" + profile.account().name())
                .line("KillMode=control-group")
                .line("KillSignal=SIGKILL", Check.SVC_04)
                .line("Restart=on-failure")
                .line("NoNewPrivileges=yes", Check.CAP_02)
                .line("CapabilityBoundingSet=", Check.CAP_01)
                .line("AmbientCapabilities=");
        everybody(draft);
        draft.line("ReadOnlyPaths=" + files.config(), Check.SVC_01)
                .line("InaccessiblePaths=-" + files.log() + " -/run/docker.sock -/run/podman -/run/containerd");
        for (var each : files.writable()) draft.line("ReadWritePaths=" + each);
        for (var each : List.of(files.workspace(), files.state())) draft.line("NoExecPaths=" + each, Check.EXE_03);
        draft.line("NoExecPaths=/tmp /var/tmp")
                .line("RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK")
                .line("SystemCallFilter=@system-service", Check.CAP_03)
                .line("SystemCallFilter=~@privileged @resources @mount @debug @keyring @memlock memfd_create execveat "
                        + "userfaultfd io_uring_setup io_uring_enter io_uring_register")
                .line("IPAddressDeny=any")
                .line("IPAddressAllow=localhost");
        profile.network().egress().forEach(each -> draft.line("IPAddressAllow=" + each.to()));
        if (profile.requirements().apparmor() == Need.REQUIRED) {
            draft.line("AppArmorProfile=" + AppArmor.label(profile), Check.CAP_04);
        }
        limits(draft, profile);
        return draft.line("")
                .line("[Install]")
                .line("WantedBy=multi-user.target")
                .as(NAME);
    }

    private static void limits(Artefact.Draft draft, AgentProfile profile) {
        var limits = profile.limits();
        draft.line("MemoryMax=" + limits.memoryMiB() + "M", Check.CTR_04)
                .line("MemorySwapMax=0")
                .line("CPUQuota=" + limits.cpuPercent() + "%")
                .line("TasksMax=" + limits.processes())
                .line("LimitNOFILE=" + limits.openFiles())
                .line("LimitCORE=0");
    }

    private static void everybody(Artefact.Draft draft) {
        draft.line(WHAT_EVERYBODY_GETS);
    }

    /** Bailiwick's own service: it needs its data folder, its loopback listeners, and nothing else. */
    static Artefact bailiwick(AgentProfile profile) {
        var draft = new Artefact.Draft()
                .line(Artefacts.stamp(profile))
                .line("[Unit]")
                .line("Description=Bailiwick")
                .line("Before=" + NAME)
                .line("")
                .line("[Service]")
                .line("ExecStart=/opt/bailiwick/bailiwick serve --data /var/lib/bailiwick")
                .line("User=bailiwick")
                .line("Group=bailiwick")
                .line("StateDirectory=bailiwick")
                .line("StateDirectoryMode=0700")
                .line("RuntimeDirectory=bailiwick")
                .line("Restart=always")
                .line("RestartSec=1")
                .line("NoNewPrivileges=yes")
                .line("CapabilityBoundingSet=")
                .line("AmbientCapabilities=");
        // it reads the tables of processes and settings of agents, so it sees all of /proc
        WHAT_EVERYBODY_GETS
                .lines()
                .filter(line -> !line.startsWith("ProtectProc") && !line.startsWith("ProcSubset"))
                .forEach(draft::line);
        return draft.line("RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6")
                .line("SystemCallFilter=@system-service")
                .line("SystemCallFilter=~@privileged @resources @mount @debug @keyring")
                .line("MemoryMax=1G")
                .line("TasksMax=512")
                .line("LimitCORE=0")
                .line("")
                .line("[Install]")
                .line("WantedBy=multi-user.target")
                .as("bailiwick.service");
    }
}
