package dev.bailiwick.core.hardening.artefact;

import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.hardening.Artefact;
import dev.bailiwick.core.hardening.Check;
import dev.bailiwick.core.hardening.HostPath;
import dev.bailiwick.core.hardening.Requirements.Need;

/** The agent in a container: docker-run(1), podman-run(1), and the Compose specification. */
final class Container {
    /** Nobody can pull this: it says that the profile names no image yet. */
    private static final String NO_IMAGE = "no-image-named@sha256:" + "0".repeat(64);

    private static final String TMPFS = "rw,nosuid,nodev,noexec,size=64m,mode=1777";

    private Container() {}

    static Artefact docker(AgentProfile profile) {
        return run(profile, "docker").asProgram("docker-run.sh");
    }

    /** Podman asks the kernel about user namespaces: each agent gets its own numbers. */
    static Artefact podman(AgentProfile profile) {
        return run(profile, "podman").asProgram("podman-run.sh");
    }

    static String image(AgentProfile profile) {
        return profile.deployment().image().orElse(NO_IMAGE);
    }

    private static Artefact.Draft run(AgentProfile profile, String runtime) {
        var limits = profile.limits();
        var files = profile.files();
        var draft = new Artefact.Draft()
                .line("#!/bin/sh")
                .line(Artefacts.stamp(profile))
                .line(
                        "# Inside, the gateway binds the container's own address; loopback is checked on the host's side.")
                .line("set -eu")
                .line("account=$(id -u " + profile.account().name() + "):$(id -g "
                        + profile.account().name() + ")")
                .line("cd \"$(dirname \"$0\")\"")
                .line("exec " + runtime + " run --detach \\")
                .line("  --name " + profile.service() + " \\")
                .line("  --label bailiwick.profile=" + profile.name() + " \\")
                .line("  --label bailiwick.digest=" + profile.digest() + " \\")
                .line("  --user \"$account\" \\", Check.ACC_01)
                .line("  --read-only \\", Check.CTR_02)
                .line("  --tmpfs /tmp:" + TMPFS + " \\", Check.CTR_08)
                .line("  --cap-drop ALL \\", Check.CAP_01, Check.CTR_03)
                .line("  --security-opt no-new-privileges \\", Check.CAP_02)
                .line("  --security-opt seccomp=seccomp.json \\", Check.CAP_03, Check.CTR_09);
        if (profile.requirements().apparmor() == Need.REQUIRED) {
            draft.line("  --security-opt apparmor=" + AppArmor.label(profile) + " \\", Check.CAP_04);
        }
        if (runtime.equals("podman")) draft.line("  --read-only-tmpfs=false \\");
        draft.line("  --memory " + limits.memoryMiB() + "m \\", Check.CTR_04)
                .line("  --memory-swap " + limits.memoryMiB() + "m \\")
                .line("  --cpus " + limits.cpus() + " \\")
                .line("  --pids-limit " + limits.processes() + " \\")
                .line("  --ulimit nofile=" + limits.openFiles() + ":" + limits.openFiles() + " \\")
                .line("  --ulimit core=0:0 \\")
                .line("  --ipc private \\", Check.CTR_05)
                .line("  --restart on-failure:5 \\", Check.CTR_12)
                .line(
                        "  --publish 127.0.0.1:" + profile.network().port() + ":"
                                + profile.network().port() + " \\",
                        Check.NET_01,
                        Check.NET_02)
                .line("  --env OPENCLAW_STATE_DIR=" + files.state() + " \\")
                .line("  --env OPENCLAW_CONFIG_PATH=" + files.config().below("openclaw.json") + " \\");
        // whole folders: renaming over a single mounted file fails
        draft.line(mount(files.config(), ",readonly"), Check.CTR_07);
        for (var each : files.writable()) draft.line(mount(each, ""));
        for (var each : files.read()) draft.line(mount(each, ",readonly"));
        return draft.line("  --workdir " + files.workspace() + " \\")
                .line("  --entrypoint " + profile.deployment().program() + " \\")
                .line(
                        "  " + image(profile) + " "
                                + String.join(" ", profile.deployment().arguments()),
                        Check.CTR_10);
    }

    private static String mount(HostPath path, String rights) {
        return "  --mount type=bind,source=" + path + ",target=" + path + ",bind-propagation=rprivate" + rights + " \\";
    }

    /** Compose's YAML; every scalar of the profile is a plain word in quotes. */
    static Artefact compose(AgentProfile profile) {
        var limits = profile.limits();
        var files = profile.files();
        var draft = new Artefact.Draft()
                .line(Artefacts.stamp(profile))
                .line("# AGENT_UID and AGENT_GID: id -u and id -g of "
                        + profile.account().name())
                .line("services:")
                .line("  " + profile.service() + ":")
                .line("    image: \"" + image(profile) + "\"", Check.CTR_10)
                .line("    user: \"${AGENT_UID:?}:${AGENT_GID:?}\"", Check.ACC_01)
                .line("    read_only: true", Check.CTR_02)
                .line("    cap_drop: [ALL]", Check.CAP_01, Check.CTR_03)
                .line("    security_opt:")
                .line("      - \"no-new-privileges:true\"", Check.CAP_02)
                .line("      - \"seccomp:seccomp.json\"", Check.CAP_03, Check.CTR_09);
        if (profile.requirements().apparmor() == Need.REQUIRED) {
            draft.line("      - \"apparmor:" + AppArmor.label(profile) + "\"", Check.CAP_04);
        }
        draft.line("    tmpfs: [\"/tmp:" + TMPFS + "\"]", Check.CTR_08)
                .line("    mem_limit: \"" + limits.memoryMiB() + "m\"", Check.CTR_04)
                .line("    memswap_limit: \"" + limits.memoryMiB() + "m\"")
                .line("    cpus: \"" + limits.cpus() + "\"")
                .line("    pids_limit: " + limits.processes())
                .line("    ipc: private", Check.CTR_05)
                .line("    restart: \"on-failure:5\"", Check.CTR_12)
                .line(
                        "    ports: [\"127.0.0.1:" + profile.network().port() + ":"
                                + profile.network().port() + "\"]",
                        Check.NET_01,
                        Check.NET_02)
                .line("    labels: {bailiwick.profile: \"" + profile.name() + "\", bailiwick.digest: \""
                        + profile.digest() + "\"}")
                .line("    environment:")
                .line("      OPENCLAW_STATE_DIR: \"" + files.state() + "\"")
                .line("      OPENCLAW_CONFIG_PATH: \"" + files.config().below("openclaw.json") + "\"")
                .line("    working_dir: \"" + files.workspace() + "\"")
                .line("    entrypoint: [\"" + profile.deployment().program() + "\"]")
                .line("    command: [" + quoted(profile) + "]")
                .line("    volumes:")
                .line(volume(files.config(), true), Check.CTR_07);
        for (var each : files.writable()) draft.line(volume(each, false));
        for (var each : files.read()) draft.line(volume(each, true));
        return draft.as("compose.yaml");
    }

    private static String volume(HostPath path, boolean readOnly) {
        return "      - {type: bind, source: \"" + path + "\", target: \"" + path + "\", read_only: " + readOnly
                + ", bind: {propagation: rprivate}}";
    }

    static String quoted(AgentProfile profile) {
        return String.join(
                ", ",
                profile.deployment().arguments().stream()
                        .map(each -> "\"" + each + "\"")
                        .toList());
    }
}
