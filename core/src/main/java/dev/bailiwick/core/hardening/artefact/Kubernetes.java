package dev.bailiwick.core.hardening.artefact;

import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.hardening.Artefact;
import dev.bailiwick.core.hardening.Check;
import dev.bailiwick.core.hardening.Requirements.Need;
import dev.bailiwick.core.value.AddressBlock;

/** A pod by the "restricted" Pod Security Standard, in a namespace that demands it, and a network policy that denies first. */
final class Kubernetes {
    private Kubernetes() {}

    static Artefact render(AgentProfile profile) {
        var draft = new Artefact.Draft().line(Artefacts.stamp(profile));
        namespace(draft, profile);
        policy(draft, profile);
        pod(draft, profile);
        return draft.as("kubernetes.yaml");
    }

    private static void namespace(Artefact.Draft draft, AgentProfile profile) {
        draft.line("apiVersion: v1")
                .line("kind: Namespace")
                .line("metadata:")
                .line("  name: " + profile.service())
                .line("  labels: {pod-security.kubernetes.io/enforce: restricted}", Check.CTR_01)
                .line("---");
    }

    private static void policy(Artefact.Draft draft, AgentProfile profile) {
        var network = profile.network();
        draft.line("apiVersion: networking.k8s.io/v1")
                .line("kind: NetworkPolicy")
                .line("metadata: {name: " + profile.service() + ", namespace: " + profile.service() + "}")
                .line("spec:")
                .line("  podSelector: {}")
                .line("  policyTypes: [Ingress, Egress]", Check.NET_03, Check.NET_07);
        if (network.vpn().isEmpty()) draft.line("  ingress: []");
        else {
            draft.line("  ingress:").line("    - from:", Check.NET_04);
            for (var each : network.vpn()) draft.line("        - ipBlock: {cidr: \"" + cidr(each) + "\"}");
            draft.line("      ports: [{protocol: TCP, port: " + network.port() + "}]");
        }
        if (network.egress().isEmpty()) draft.line("  egress: []");
        else draft.line("  egress:");
        for (var each : network.egress()) {
            draft.line("    - to: [{ipBlock: {cidr: \"" + cidr(each.to()) + "\"}}]")
                    .line("      ports: [{protocol: TCP, port: " + each.port() + "}]");
        }
        draft.line("---");
    }

    /** Kubernetes takes no address without its prefix. */
    private static String cidr(AddressBlock block) {
        return block.first() + "/" + block.prefix();
    }

    private static void pod(Artefact.Draft draft, AgentProfile profile) {
        var limits = profile.limits();
        var files = profile.files();
        draft.line("apiVersion: apps/v1")
                .line("kind: Deployment")
                .line("metadata:")
                .line("  name: " + profile.service())
                .line("  namespace: " + profile.service())
                .line("  annotations: {bailiwick/profile: \"" + profile.name() + "\", bailiwick/digest: \""
                        + profile.digest() + "\"}")
                .line("spec:")
                .line("  replicas: 1")
                .line("  strategy: {type: Recreate}")
                .line("  selector: {matchLabels: {app: " + profile.service() + "}}")
                .line("  template:")
                .line("    metadata: {labels: {app: " + profile.service() + "}}")
                .line("    spec:")
                .line("      automountServiceAccountToken: false", Check.CTR_06)
                .line("      enableServiceLinks: false")
                .line("      hostNetwork: false", Check.CTR_05)
                .line("      hostPID: false")
                .line("      hostIPC: false")
                .line("      securityContext:")
                .line("        runAsNonRoot: true", Check.ACC_01)
                .line("        runAsUser: 64001")
                .line("        runAsGroup: 64001")
                .line("        fsGroup: 64001")
                .line("        # the file lies below the node's /var/lib/kubelet/seccomp")
                .line(
                        "        seccompProfile: {type: Localhost, localhostProfile: " + profile.service() + ".json}",
                        Check.CAP_03,
                        Check.CTR_09);
        if (profile.requirements().apparmor() == Need.REQUIRED) {
            draft.line(
                    "        appArmorProfile: {type: Localhost, localhostProfile: " + AppArmor.label(profile) + "}",
                    Check.CAP_04);
        }
        draft.line("      containers:")
                .line("        - name: openclaw")
                .line("          image: \"" + Container.image(profile) + "\"", Check.CTR_10)
                .line("          command: [\"" + profile.deployment().program() + "\"]")
                .line("          args: [" + Container.quoted(profile) + "]")
                .line("          workingDir: \"" + files.workspace() + "\"")
                .line("          env:")
                .line("            - {name: OPENCLAW_STATE_DIR, value: \"" + files.state() + "\"}")
                .line("            - {name: OPENCLAW_CONFIG_PATH, value: \""
                        + files.config().below("openclaw.json") + "\"}")
                .line("          securityContext:")
                .line("            privileged: false")
                .line("            allowPrivilegeEscalation: false", Check.CAP_02)
                .line("            readOnlyRootFilesystem: true", Check.CTR_02)
                .line("            capabilities: {drop: [ALL]}", Check.CAP_01, Check.CTR_03)
                .line("          resources:")
                .line(
                        "            limits: {memory: " + limits.memoryMiB() + "Mi, cpu: " + limits.cpuPercent() * 10
                                + "m}",
                        Check.CTR_04)
                .line("          volumeMounts:")
                .line(
                        "            - {name: config, mountPath: \"" + files.config() + "\", readOnly: true}",
                        Check.CTR_07)
                .line("            - {name: tmp, mountPath: /tmp}", Check.CTR_08);
        int number = 0;
        for (var each : files.writable()) {
            draft.line("            - {name: data-" + ++number + ", mountPath: \"" + each + "\"}");
        }
        draft.line("      volumes:")
                .line("        - {name: config, configMap: {name: " + profile.service() + "}}")
                .line("        - {name: tmp, emptyDir: {medium: Memory, sizeLimit: 64Mi}}");
        for (int i = 1; i <= number; i++) {
            draft.line("        - {name: data-" + i + ", persistentVolumeClaim: {claimName: " + profile.service() + "-"
                    + i + "}}");
        }
    }
}
