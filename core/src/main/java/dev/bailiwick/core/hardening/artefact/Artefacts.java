package dev.bailiwick.core.hardening.artefact;

import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.hardening.Artefact;
import dev.bailiwick.core.hardening.Check;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All files of one profile. */
public record Artefacts(AgentProfile profile, List<Artefact> files) {
    /** What lists the others. */
    public static final String MANIFEST = "MANIFEST.json";

    public Artefacts {
        files = files.stream().sorted(Comparator.comparing(Artefact::name)).toList();
    }

    public static Artefacts of(AgentProfile profile) {
        return new Artefacts(
                profile,
                List.of(
                        AccountScript.render(profile),
                        Firewall.nftables(profile),
                        Firewall.ufw(profile),
                        Firewall.load(profile),
                        Isolation.isolate(profile),
                        Isolation.release(profile),
                        Unit.agent(profile),
                        Unit.bailiwick(profile),
                        Container.docker(profile),
                        Container.podman(profile),
                        Container.compose(profile),
                        Kubernetes.render(profile),
                        AppArmor.render(profile),
                        Seccomp.render(profile),
                        Access.wireguard(profile),
                        Access.tailscale(profile),
                        Access.tailnet(profile),
                        Access.front(profile),
                        Image.render(profile),
                        Guidance.openclaw(profile),
                        Guidance.soul(profile),
                        Guidance.backup(profile)));
    }

    /** Every file with its digest: drift is a digest that differs. */
    public Artefact manifest() {
        var digests = JsonObject.builder();
        files.forEach(file -> digests.and(file.name(), "sha256:" + file.digest()));
        var manifest = JsonObject.with("profile", profile.name())
                .and("revision", profile.revision())
                .and("digest", "sha256:" + profile.digest())
                .and("files", digests.build())
                .build();
        return new Artefact(MANIFEST, Json.pretty(manifest) + "\n", false, Map.of());
    }

    /** The file of this name. */
    public Artefact file(String name) {
        return files.stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no artefact is called " + name));
    }

    /** File and line that bring a check about, first in those of the profile's own kind of deployment. */
    public Optional<String> remedy(Check check) {
        return files.stream()
                .sorted(Comparator.comparingInt(this::distance))
                .flatMap(file -> file.place(check).stream())
                .findFirst();
    }

    /** Of all that could bring it about: the profile's own deployment first, other deployments last. */
    private int distance(Artefact file) {
        if (own(file)) return 0;
        return file.name().matches("(?:docker|podman|compose|kubernetes|openclaw\\.service).*") ? 2 : 1;
    }

    private boolean own(Artefact file) {
        return switch (profile.deployment().kind()) {
            case SYSTEMD -> file.name().equals(Unit.NAME);
            case DOCKER -> file.name().startsWith("docker");
            case PODMAN -> file.name().startsWith("podman");
            case KUBERNETES -> file.name().startsWith("kubernetes");
        };
    }

    /** The origin as a comment of most languages. */
    static String stamp(AgentProfile profile) {
        return "# " + profile.stamp() + "\n# Rendered. Change the profile and render again; a changed copy is drift.";
    }
}
