package dev.bailiwick.gateway.egress;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Debian's browser, without a window: visits one page through one listener, with one profile, and prints what became of it. */
record Chromium(int port, String spki, Path profile) {
    static final Path PROGRAM = Path.of("/usr/bin/chromium");

    String visit(String address) throws IOException, InterruptedException {
        var out = Files.createTempFile(profile.getParent(), "page", ".html");
        List<String> words = words();
        words.addAll(List.of("--virtual-time-budget=6000", "--dump-dom", address));
        var process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(out.toFile())
                .start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) throw new IOException("the browser does not end");
            return Files.readString(out, StandardCharsets.UTF_8);
        } finally {
            end(process);
        }
    }

    /** Stays on a page, in true time, until this has come to pass. */
    void stay(String address, BooleanSupplier happened) throws IOException {
        List<String> words = words();
        words.add(address);
        var process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        try {
            while (!happened.getAsBoolean()) {
                if (System.nanoTime() > end) throw new AssertionError("it did not come to pass");
                LockSupport.parkNanos(20_000_000);
            }
        } finally {
            end(process);
        }
    }

    private List<String> words() {
        return new ArrayList<>(List.of(
                PROGRAM.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-popup-blocking",
                "--no-first-run",
                "--user-data-dir=" + profile,
                "--proxy-server=http://127.0.0.1:" + port,
                "--proxy-bypass-list=<-loopback>",
                "--ignore-certificate-errors-spki-list=" + spki));
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
