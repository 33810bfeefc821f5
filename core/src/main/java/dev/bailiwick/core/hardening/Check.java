package dev.bailiwick.core.hardening;

import static dev.bailiwick.core.hardening.Check.Group.ACCOUNT;
import static dev.bailiwick.core.hardening.Check.Group.COMMANDS;
import static dev.bailiwick.core.hardening.Check.Group.CONTAINER;
import static dev.bailiwick.core.hardening.Check.Group.NETWORK;
import static dev.bailiwick.core.hardening.Check.Group.RECORD;
import static dev.bailiwick.core.hardening.Check.Group.SECRETS;
import static dev.bailiwick.core.hardening.Check.Severity.CRITICAL;
import static dev.bailiwick.core.hardening.Check.Severity.HIGH;
import static dev.bailiwick.core.hardening.Check.Severity.LOW;
import static dev.bailiwick.core.hardening.Check.Severity.MEDIUM;

/** Every control that is looked at. Its id stays what it is: evidence over months is found under it. */
public enum Check {
    NET_01(NETWORK, CRITICAL, "it listens on loopback only"),
    NET_02(NETWORK, CRITICAL, "published ports are on loopback"),
    NET_03(NETWORK, HIGH, "the host refuses what nobody allowed in"),
    NET_04(NETWORK, HIGH, "the front is reached from the VPN only"),
    NET_05(NETWORK, HIGH, "IPv6 is filtered as IPv4 is"),
    NET_06(NETWORK, HIGH, "Docker's own chain is filtered"),
    NET_07(NETWORK, HIGH, "the agent's account reaches listed places only"),
    NET_08(NETWORK, HIGH, "the cloud's metadata address is closed"),
    NET_09(NETWORK, MEDIUM, "a connection from elsewhere was tried and failed"),
    NET_10(NETWORK, HIGH, "a command that run starts has no way around the egress proxy"),
    ACC_01(ACCOUNT, CRITICAL, "every thread runs as the agent's own account, none as root"),
    ACC_02(ACCOUNT, HIGH, "the account has no shell and no password"),
    ACC_03(ACCOUNT, CRITICAL, "the account is in no group that is root in disguise"),
    ACC_04(ACCOUNT, HIGH, "the account can change nothing but its own folders"),
    CAP_01(CONTAINER, CRITICAL, "no capability is left, not even to be had"),
    CAP_02(CONTAINER, HIGH, "no program gains privileges"),
    CAP_03(CONTAINER, HIGH, "system calls are filtered"),
    CAP_04(CONTAINER, HIGH, "AppArmor enforces the profile"),
    CAP_05(CONTAINER, HIGH, "Landlock denied a forbidden read"),
    CTR_01(CONTAINER, CRITICAL, "it is not privileged"),
    CTR_02(CONTAINER, HIGH, "its root is read-only"),
    CTR_03(CONTAINER, HIGH, "the runtime dropped every capability"),
    CTR_04(CONTAINER, MEDIUM, "memory, processors and processes are limited"),
    CTR_05(CONTAINER, CRITICAL, "it shares no namespace with the host"),
    CTR_06(CONTAINER, CRITICAL, "no runtime's socket and no part of the system is mounted"),
    CTR_07(CONTAINER, HIGH, "of its mounts only those the profile names are writable"),
    CTR_08(CONTAINER, MEDIUM, "temporary file systems hold no programs or devices"),
    CTR_09(CONTAINER, HIGH, "the filter in force is the one that was rendered"),
    CTR_10(CONTAINER, MEDIUM, "the image is named by digest"),
    CTR_11(CONTAINER, HIGH, "no device is passed in"),
    CTR_12(CONTAINER, LOW, "it is not restarted for ever"),
    CTR_13(CONTAINER, MEDIUM, "mounts do not spread to the host"),
    SEC_01(SECRETS, CRITICAL, "secret files are closed to others"),
    SEC_02(SECRETS, CRITICAL, "no secret stands in clear in its files or its environment"),
    SEC_03(SECRETS, MEDIUM, "secret files are left out of backups"),
    SEC_04(SECRETS, MEDIUM, "secret files are younger than their rotation"),
    SVC_01(CONTAINER, HIGH, "the service is set as the profile says"),
    SVC_02(CONTAINER, MEDIUM, "no drop-in changes the service"),
    SVC_03(CONTAINER, MEDIUM, "the service's exposure is below the threshold"),
    SVC_04(CONTAINER, MEDIUM, "stopping was tried, on a stand-in, and nothing was left"),
    EXE_01(COMMANDS, HIGH, "listed programs cannot be changed by the agent"),
    EXE_02(COMMANDS, CRITICAL, "no listed program lies where the agent writes"),
    EXE_03(COMMANDS, HIGH, "nothing it writes can be run"),
    EXE_04(COMMANDS, CRITICAL, "OpenClaw's own exec policy is neither full nor unasked"),
    EXE_05(COMMANDS, MEDIUM, "no interpreter is listed"),
    EXE_06(COMMANDS, MEDIUM, "the command check refuses what it must"),
    LOG_01(RECORD, HIGH, "the agent cannot change its log"),
    LOG_02(RECORD, LOW, "the log can only grow"),
    LOG_03(RECORD, HIGH, "the log's hashes hold"),
    LOG_04(RECORD, MEDIUM, "the log leaves the machine"),
    LOG_05(RECORD, LOW, "the kernel's audit rules are loaded"),
    ART_01(RECORD, HIGH, "the rendered files lie there as they were rendered"),
    HST_01(RECORD, MEDIUM, "the kernel has Landlock and seccomp"),
    HST_02(RECORD, LOW, "the kernel's settings hide what they can"),
    HST_03(RECORD, LOW, "the clock is kept"),
    HST_04(RECORD, HIGH, "runtime, plugins and skills have no known weakness and are not too old"),
    OCA_01(RECORD, HIGH, "OpenClaw's own security audit has nothing open"),
    OCA_02(RECORD, HIGH, "OpenClaw's own secrets audit has nothing open");

    /** The brief's five baseline steps; {@code RECORD} goes beyond them. */
    public enum Group {
        NETWORK,
        ACCOUNT,
        CONTAINER,
        SECRETS,
        COMMANDS,
        RECORD;

        public boolean baseline() {
            return this != RECORD;
        }
    }

    /** How bad it is when it is not so; later is worse. */
    public enum Severity {
        LOW,
        MEDIUM,
        HIGH,
        CRITICAL
    }

    private final Group group;
    private final Severity severity;
    private final String promise;

    Check(Group group, Severity severity, String promise) {
        this.group = group;
        this.severity = severity;
        this.promise = promise;
    }

    /** @throws IllegalArgumentException when no check has this id */
    static Check of(String id) {
        for (var check : values()) if (check.id().equals(id)) return check;
        throw new IllegalArgumentException("no check has this id");
    }

    public String id() {
        return name().replace('_', '-');
    }

    public Group group() {
        return group;
    }

    /** Whether production waits for it: every control of the five steps, grave or not. */
    public boolean baseline() {
        return group.baseline();
    }

    /** Whether somebody may answer for its absence until a day: never for a grave one. */
    public boolean excusable() {
        return severity.compareTo(Severity.HIGH) < 0;
    }

    public Severity severity() {
        return severity;
    }

    /** What is so when it passes. */
    public String promise() {
        return promise;
    }
}
