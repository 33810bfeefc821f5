package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bailiwick.app.wiring.ProfileFiles;
import dev.bailiwick.app.yaml.YamlException;
import dev.bailiwick.core.hardening.artefact.Artefacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rendered files before the tools they are for. Debian: nftables, apparmor, systemd. */
class HardenTest {
    /** An account of every Debian that is nobody's: nft wants to know the number of the one it is told. */
    private static final String EXISTING = "games";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void every_shipped_profile_is_sound_and_renders_the_same_twice() {
        for (var name : ProfileFiles.SHIPPED) {
            assertThat(ProfileFiles.read(name).name()).isEqualTo(name);
            assertThat(Artefacts.of(ProfileFiles.read(name))).as(name).isEqualTo(Artefacts.of(ProfileFiles.read(name)));
        }
    }

    @Test
    void what_is_wrong_in_a_profile_is_named_by_line_and_column() throws IOException {
        var text = ProfileFiles.text("reporting").replace("front: 8444 ", "front: 99999 ");
        var file = Files.writeString(folder.resolve("mine.yaml"), text);
        assertThatThrownBy(() -> ProfileFiles.read(file.toString()))
                .isInstanceOf(YamlException.class)
                .hasMessageStartingWith("mine.yaml line 10, column 3: a port is 1 to 65535");
    }

    @Test
    void nft_takes_the_filters() throws Exception {
        var nft = tool("/usr/sbin/nft");
        for (var name : ProfileFiles.SHIPPED) {
            var rules = Files.writeString(
                    folder.resolve("rules.nft"), populated(name).replace("openclaw-" + name + " ", EXISTING + " "));
            assertThat(run(nft, "-c", "-f", rules.toString())).as(name).isEmpty();
        }
        var isolation = rendered("reporting", "isolate.sh");
        var rules = isolation.substring(isolation.indexOf("table "), isolation.lastIndexOf("RULES"));
        assertThat(run(
                        nft,
                        "-c",
                        "-f",
                        Files.writeString(folder.resolve("i.nft"), rules).toString()))
                .isEmpty();
    }

    /** With every list filled, of both families. */
    private static String populated(String name) {
        var text = ProfileFiles.text(name)
                .replace("vpn: [] ", "vpn: [10.8.0.0/24, \"fd00:8::/64\"] ")
                .replace("admin: [] ", "admin: [10.9.0.1] ")
                .replace("egress: [] ", "egress: [{to: 10.1.2.0/24, port: 443}, {to: \"fd00:9::/64\", port: 443}] ");
        return Artefacts.of(dev.bailiwick.app.yaml.YamlDocument.parse(name, text)
                        .as(dev.bailiwick.core.hardening.AgentProfile::of))
                .file("nftables.nft")
                .text();
    }

    @Test
    void apparmor_takes_the_profiles() throws Exception {
        var parser = tool("/usr/sbin/apparmor_parser");
        for (var name : ProfileFiles.SHIPPED) {
            var file = Files.writeString(folder.resolve("p"), rendered(name, "apparmor.profile"));
            var said = run(parser, "-Q", "-K", "-N", file.toString());
            assertThat(said.lines().filter(line -> line.startsWith("bailiwick-")))
                    .as(said)
                    .containsExactly("bailiwick-" + name, "bailiwick-" + name + "//leaf");
        }
    }

    @Test
    void systemd_finds_nothing_to_complain_about_and_little_exposed() throws Exception {
        var analyze = tool("/usr/bin/systemd-analyze");
        var unit = Files.writeString(
                folder.resolve("openclaw.service"),
                rendered("reporting", "openclaw.service").replace("/usr/bin/node ", "/bin/true "));
        assertThat(run(analyze, "verify", unit.toString())).isEmpty();
        // its verifier ends with 0 on a directive it does not know: only its words tell
        var typo = Files.writeString(
                folder.resolve("typo.service"), Files.readString(unit).replace("NoNewPrivileges", "NoNewPrivilegs"));
        assertThat(run(analyze, "verify", typo.toString())).contains("NoNewPrivilegs");
        assertThat(run(analyze, "security", "--offline=yes", "--threshold=15", "--no-pager", unit.toString()))
                .contains("Overall exposure level for openclaw.service: 1.");
    }

    @Test
    void a_shell_reads_every_script() throws Exception {
        for (var file : Artefacts.of(ProfileFiles.read("coding")).files()) {
            if (!file.name().endsWith(".sh")) continue;
            var script = Files.writeString(folder.resolve(file.name()), file.text());
            assertThat(run("/bin/sh", "-n", script.toString())).as(file.name()).isEmpty();
        }
    }

    @Test
    void a_proposal_is_a_profile() throws IOException {
        var mail = dev.bailiwick.json.Json.parseObject(
                "{\"tools\":{\"exec\":{\"mode\":\"deny\"}},\"channels\":{\"imap\":{}},\"gateway\":{\"port\":19000}}");
        var file = Files.writeString(folder.resolve("p.yaml"), Proposal.of(mail));
        assertThat(ProfileFiles.read(file.toString()).name()).isEqualTo("mail-triage");
        assertThat(ProfileFiles.read(file.toString()).network().port()).isEqualTo(19_000);
        var open = Files.writeString(folder.resolve("q.yaml"), Proposal.of(dev.bailiwick.json.JsonObject.EMPTY));
        assertThat(ProfileFiles.read(open.toString()).name()).isEqualTo("coding");
    }

    @Test
    void what_was_not_used_is_proposed_away_as_a_diff_and_hostile_names_stay_data() throws IOException {
        var entry = """
                {"sequence":%d,"at":"2026-11-20T08:00:00Z","kind":"decision","actor":"desk","agent":"desk","session":"s",\
                "body":{"verdict":"permit","attempt":{"tool":"exec","arguments":{"command":%s}}}}
                """;
        var log = Files.writeString(
                folder.resolve("log.jsonl"),
                entry.formatted(1, "\"cat notes.txt\"")
                        + entry.formatted(2, "\"'evil\\u001b[31m+++' x\"")
                        + entry.formatted(3, "\"'+/usr/bin/python3' x\""));
        var learned = Ran.line("harden", "learn", "--profile", "reporting", "--agent", "desk", "--log", log.toString());
        assertThat(learned.text()).contains("nothing is proposed: 1 commands").doesNotContain("\u001b", "@@");

        Files.writeString(log, entry.formatted(1, "\"cat notes.txt\"") + entry.formatted(2, "\"'+usr' x\""));
        var diff = Ran.line("harden", "learn", "--profile", "reporting", "--agent", "desk", "--log", log.toString());
        assertThat(diff.code()).isZero();
        assertThat(diff.text())
                .contains("--- current\n+++ proposed\n", "-      \"/usr/bin/grep\"", "# used, and not listed: +usr\n");
        assertThat(diff.text().lines().filter(line -> line.startsWith("+") && !line.startsWith("+++")))
                .as("only the revision, and commas")
                .allMatch(line -> line.contains("revision") || line.contains("cat") || line.contains("\"read\""));
        var none = Ran.line("harden", "learn", "--profile", "reporting", "--agent", "other", "--log", log.toString());
        assertThat(none.code()).isEqualTo(1);
    }

    /** Without a certificate nothing; with one the gateway, which is told who comes by nobody but the front. */
    @Test
    void nginx_lets_in_who_has_a_certificate_and_believes_nobodys_word() throws Exception {
        var nginx = tool("/usr/sbin/nginx");
        tool("/usr/bin/openssl");
        tool("/usr/bin/curl");
        certificates();
        var gateway = com.sun.net.httpserver.HttpServer.create(
                new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0), 8);
        gateway.createContext("/", exchange -> {
            var said = exchange.getRequestHeaders().getFirst("X-Forwarded-User") + " "
                    + exchange.getRequestHeaders().containsKey("Remote-User");
            exchange.sendResponseHeaders(200, said.length());
            try (var out = exchange.getResponseBody()) {
                out.write(said.getBytes(StandardCharsets.UTF_8));
            }
        });
        gateway.start();
        int front;
        try (var free = new java.net.ServerSocket(0)) {
            front = free.getLocalPort();
        }
        var text = ProfileFiles.text("reporting")
                .replace("vpn: [] ", "vpn: [127.0.0.0/24] ")
                .replace("front: 8444 ", "front: " + front + " ")
                .replace("port: 18789 ", "port: " + gateway.getAddress().getPort() + " ");
        var server = Artefacts.of(dev.bailiwick.app.yaml.YamlDocument.parse("mine.yaml", text)
                        .as(dev.bailiwick.core.hardening.AgentProfile::of))
                .file("front.nginx.conf")
                .text()
                .replace("/etc/bailiwick-front/reporting", folder.toString());
        var conf = Files.writeString(folder.resolve("nginx.conf"), """
                daemon off;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                events {}
                http { access_log off; client_body_temp_path %1$s/t1; proxy_temp_path %1$s/t2; fastcgi_temp_path %1$s/t3;
                uwsgi_temp_path %1$s/t4; scgi_temp_path %1$s/t5;
                %2$s }
                """.formatted(folder, server));
        var running = new ProcessBuilder(nginx, "-e", folder + "/error.log", "-c", conf.toString()).start();
        try {
            var url = "https://localhost:" + front + "/";
            assertThat(fetched(url)).isEqualTo("403");
            assertThat(fetched(url, "--cert", folder + "/client.pem", "--key", folder + "/client.key"))
                    .contains("CN=ana", "false200");
            assertThat(fetched(
                            url,
                            "--cert",
                            folder + "/client.pem",
                            "--key",
                            folder + "/client.key",
                            "-H",
                            "X-Forwarded-User: root",
                            "-H",
                            "Remote-User: root"))
                    .contains("CN=ana", "false200")
                    .doesNotContain("root");
        } finally {
            running.destroy();
            gateway.stop(0);
        }
    }

    private void certificates() throws Exception {
        openssl(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-keyout",
                "ca.key",
                "-out",
                "clients.pem",
                "-subj",
                "/CN=ours",
                "-days",
                "2");
        openssl(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-keyout",
                "server.key",
                "-out",
                "server.pem",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost",
                "-days",
                "2");
        openssl(
                "req",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-keyout",
                "client.key",
                "-out",
                "client.csr",
                "-subj",
                "/CN=ana");
        openssl(
                "x509",
                "-req",
                "-in",
                "client.csr",
                "-CA",
                "clients.pem",
                "-CAkey",
                "ca.key",
                "-CAcreateserial",
                "-out",
                "client.pem",
                "-days",
                "2");
    }

    private void openssl(String... words) throws Exception {
        var line = new java.util.ArrayList<>(List.of("/usr/bin/openssl"));
        line.addAll(List.of(words));
        var process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    /** Body and status; asked again until the front listens. */
    private String fetched(String url, String... more) throws Exception {
        var line = new java.util.ArrayList<>(List.of(
                "/usr/bin/curl",
                "-s",
                "--noproxy",
                "*",
                "--retry",
                "20",
                "--retry-connrefused",
                "--retry-delay",
                "1",
                "--resolve",
                "localhost:" + java.net.URI.create(url).getPort() + ":127.0.0.1",
                "--cacert",
                folder + "/server.pem",
                "-o",
                "-",
                "-w",
                "%{http_code}",
                url));
        line.addAll(List.of(more));
        var said = run(line.toArray(String[]::new));
        return said.startsWith("<html>") ? said.substring(said.length() - 3) : said;
    }

    @Test
    void an_image_is_built_from_nothing_that_is_fetched() {
        var file = rendered("reporting", "Containerfile");
        assertThat(file)
                .contains(
                        "FROM ${BASE}\n",
                        "\nUSER openclaw-reporting:openclaw-reporting\n",
                        "CMD [\"/opt/openclaw/openclaw.mjs\", ");
        assertThat(file).doesNotContain("curl ", "apt-get", "npm install", "ADD ", ":latest");
    }

    private static String rendered(String profile, String file) {
        return Artefacts.of(ProfileFiles.read(profile)).file(file).text();
    }

    private static String tool(String path) {
        assumeTrue(Files.isExecutable(Path.of(path)), path + " is not installed");
        return path;
    }

    /** What it prints, on either stream. */
    private static String run(String... command) throws Exception {
        var process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
