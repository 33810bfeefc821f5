package dev.bailiwick.core.hardening;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;

/** A profile that says something everywhere. */
final class ExampleProfile {
    private ExampleProfile() {}

    static JsonObject json() {
        return Json.parseObject("""
                {"version": 1, "name": "example", "revision": 3, "purpose": "an example", "tier": 2,
                 "account": {"name": "openclaw-example"},
                 "network": {"port": 18789, "front": 8444, "vpn": ["10.8.0.0/24"], "admin": ["10.9.0.0/24"],
                             "local": ["8443"], "egress": [{"to": "10.1.2.3", "port": 443}]},
                 "files": {"config": "/etc/openclaw-example", "state": "/var/lib/openclaw-example/state",
                           "workspace": "/var/lib/openclaw-example/workspace", "log": "/var/log/openclaw-example",
                           "secrets": ["/var/lib/openclaw-example.secrets/s.json"], "read": ["/srv/data"], "write": []},
                 "programs": {"allowed": ["/usr/bin/cat", "/usr/bin/grep"]},
                 "denied": ["mknod"],
                 "limits": {"memoryMiB": 512, "cpuPercent": 105, "processes": 128, "openFiles": 1024},
                 "deployment": {"kind": "docker", "image": "corp.example/openclaw@sha256:%s", "program": "/usr/bin/node",
                                "arguments": ["/opt/openclaw/openclaw.mjs", "gateway", "run"]},
                 "requirements": {"seccomp": "required", "landlock": "required", "apparmor": "required"}}
                """.formatted("a".repeat(64)));
    }
}
