package dev.bailiwick.core.hardening.artefact;

import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.hardening.Artefact;
import dev.bailiwick.core.value.AddressBlock;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * The other half of a listener on loopback: how people get there at all. A VPN brings them to the machine, a front that knows them
 * to the gateway; neither is reached from the internet.
 */
final class Access {
    private static final int WIREGUARD_PORT = 51_820;
    private static final String FOLDER = "/etc/bailiwick-front/";

    private Access() {}

    /** This machine's address in a block of the VPN: the first that is one. */
    private static String own(AddressBlock block) {
        var first = block.first().toString();
        if (block.prefix() == (block.first().isFour() ? 32 : 128)) return first;
        if (block.first().isFour()) {
            int last = first.lastIndexOf('.') + 1;
            return first.substring(0, last) + (Integer.parseInt(first.substring(last)) + 1);
        }
        return first.endsWith("::") ? first + "1" : first.replaceFirst(":0$", ":1");
    }

    /** wg-quick(8). The private key is no part of it. */
    static Artefact wireguard(AgentProfile profile) {
        var network = profile.network();
        var draft = new Artefact.Draft()
                .line(Artefacts.stamp(profile))
                .line("# /etc/wireguard/" + profile.service() + ".conf; its key: wg genkey > /etc/wireguard/"
                        + profile.service() + ".key, mode 0600")
                .line("[Interface]")
                .line("ListenPort = " + WIREGUARD_PORT)
                .line("SaveConfig = false")
                .line("PostUp = wg set %i private-key /etc/wireguard/" + profile.service() + ".key");
        for (var block : network.vpn()) draft.line("Address = " + own(block) + "/" + block.prefix());
        if (network.peers().isEmpty()) draft.line("# nobody comes in: network.peers of the profile names no one");
        for (var peer : network.peers()) {
            draft.line("")
                    .line("[Peer]")
                    .line("# " + peer.name())
                    .line("PublicKey = " + peer.key())
                    .line("AllowedIPs = " + peer.address());
        }
        return draft.as("wireguard.conf");
    }

    /** tailscale serve brings the front to loopback; funnel, which would open it to everybody, is ended. */
    static Artefact tailscale(AgentProfile profile) {
        var network = profile.network();
        return new Artefact.Draft()
                .line("#!/bin/sh")
                .line(Artefacts.stamp(profile))
                .line("# Who may come is tailscale-policy.json, in the tailnet's policy file.")
                .line("set -eu")
                .line("tailscale up --advertise-tags=tag:" + profile.service() + " --accept-routes=false")
                .line("tailscale funnel --https=" + network.front() + " off 2>/dev/null || true")
                .line("tailscale serve --bg --https=" + network.front() + " http://127.0.0.1:" + network.port())
                .asProgram("tailscale.sh");
    }

    static Artefact tailnet(AgentProfile profile) {
        var tag = "tag:" + profile.service();
        var group = "group:" + profile.service();
        var rule = JsonObject.with("action", "accept")
                .and("src", JsonArray.ofStrings(List.of(group)))
                .and(
                        "dst",
                        JsonArray.ofStrings(
                                List.of(tag + ":" + profile.network().front())))
                .build();
        var policy = JsonObject.with(
                        "groups", JsonObject.with(group, JsonArray.EMPTY).build())
                .and(
                        "tagOwners",
                        JsonObject.with(tag, JsonArray.ofStrings(List.of("autogroup:admin")))
                                .build())
                .and("acls", JsonArray.of(rule))
                .build();
        return new Artefact("tailscale-policy.json", Json.pretty(policy) + "\n", false, Map.of());
    }

    /** nginx, for its http block: who has no certificate of ours gets nothing, and nobody says who they are but by it. */
    static Artefact front(AgentProfile profile) {
        var network = profile.network();
        var folder = FOLDER + profile.name();
        var upgrade = "$" + profile.service().replace('-', '_') + "_upgrade";
        var draft = new Artefact.Draft()
                .line(Artefacts.stamp(profile))
                .line("# " + folder + ": server.pem, server.key, and clients.pem, the authority of those who may come")
                .line("map $http_upgrade " + upgrade + " { default upgrade; \"\" \"\"; }")
                .line("server {");
        if (network.vpn().isEmpty()) draft.line("  listen 127.0.0.1:" + network.front() + " ssl;");
        for (var block : network.vpn()) draft.line("  listen " + listener(block) + ":" + network.front() + " ssl;");
        draft.line("  server_tokens off;")
                .line("  ssl_protocols TLSv1.3;")
                .line("  ssl_certificate " + folder + "/server.pem;")
                .line("  ssl_certificate_key " + folder + "/server.key;")
                .line("  ssl_client_certificate " + folder + "/clients.pem;")
                .line("  ssl_verify_client optional;")
                .line("  if ($ssl_client_verify != SUCCESS) { return 403; }");
        for (var block : network.vpn()) draft.line("  allow " + block + ";");
        draft.line("  deny all;").line("  location / {");
        draft.line("    proxy_pass http://127.0.0.1:" + network.port() + ";")
                .line("    proxy_http_version 1.1;")
                .line("    proxy_read_timeout 10m;")
                .line("    proxy_set_header Upgrade $http_upgrade;")
                .line("    proxy_set_header Connection " + upgrade + ";")
                .line("    proxy_set_header X-Forwarded-User $ssl_client_s_dn;")
                .line("    proxy_set_header X-Forwarded-For $remote_addr;")
                .line("    proxy_set_header X-Real-IP $remote_addr;")
                .line("    proxy_set_header X-Forwarded-Proto https;");
        // what a caller says of itself goes no further
        for (var name : List.of("Forwarded", "Remote-User", "X-Remote-User", "X-Forwarded-Email", "X-Forwarded-Host"))
            draft.line("    proxy_set_header " + name + " \"\";");
        return draft.line("  }").line("}").as("front.nginx.conf");
    }

    private static String listener(AddressBlock block) {
        return block.first().isFour() ? own(block) : "[" + own(block) + "]";
    }
}
