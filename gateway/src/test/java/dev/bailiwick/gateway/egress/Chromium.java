package dev.bailiwick.gateway.egress;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Debian's browser, without a window: visits one page through one listener, with one profile, and prints what became of it. */
record Chromium(int port, String spki, Path profile) {
    static final Path PROGRAM = Path.of("/usr/bin/chromium");

    String visit(String address) throws IOException, InterruptedException {
        var out = Files.createTempFile(profile.getParent(), "page", ".html");
        var process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--no-first-run",
                        "--user-data-dir=" + profile,
                        "--proxy-server=http://127.0.0.1:" + port,
                        "--proxy-bypass-list=<-loopback>",
                        "--ignore-certificate-errors-spki-list=" + spki,
                        "--virtual-time-budget=6000",
                        "--dump-dom",
                        address)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(out.toFile())
                .start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) throw new IOException("the browser does not end");
            return Files.readString(out, StandardCharsets.UTF_8);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
