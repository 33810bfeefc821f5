package dev.bailiwick.core.hardening.artefact;

import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.hardening.Artefact;

/** How the agent's image is built (Containerfile(5)): from files that were looked at, with nothing fetched while it is built. */
final class Image {
    /** Nobody can pull this: whoever builds says from what. */
    private static final String NO_BASE = "no-base-named@sha256:" + "0".repeat(64);

    private Image() {}

    static Artefact render(AgentProfile profile) {
        var files = profile.files();
        var deployment = profile.deployment();
        return new Artefact.Draft()
                .line(Artefacts.stamp(profile))
                .line(
                        "# openclaw/: the runtime as `npm ci --omit=dev --ignore-scripts` left it, looked at before it comes in here.")
                .line(
                        "# build --network=none --build-arg BASE=node@sha256:... . ; then the profile names the image by its digest.")
                .line("ARG BASE=" + NO_BASE)
                .line("FROM ${BASE}")
                .line("LABEL bailiwick.profile=\"" + profile.name() + "\" bailiwick.digest=\"" + profile.digest()
                        + "\"")
                .line("COPY account.sh /tmp/account.sh")
                .line("RUN sh /tmp/account.sh && rm /tmp/account.sh && chmod 1777 /tmp")
                .line("COPY --chown=0:0 --chmod=u=rwX,go=rX openclaw/ /opt/openclaw/")
                .line("# no program that changes who it runs as, no tool that brings in others")
                .line(
                        "RUN find / -xdev -type f -perm /6000 -exec chmod a-s {} + && rm -f /usr/bin/apt* /usr/bin/dpkg* /sbin/apk")
                .line("ENV OPENCLAW_STATE_DIR=" + files.state() + " OPENCLAW_CONFIG_PATH="
                        + files.config().below("openclaw.json"))
                .line("WORKDIR " + files.workspace())
                .line("USER " + profile.account().name() + ":"
                        + profile.account().name())
                .line("ENTRYPOINT [\"" + deployment.program() + "\"]")
                .line("CMD [" + Container.quoted(profile) + "]")
                .as("Containerfile");
    }
}
