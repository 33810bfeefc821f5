package dev.bailiwick.acceptance.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * axe-core, the accessibility engine (Mozilla Public License 2.0), as npm hands it out: fetched once into a folder of its own, of one
 * version and one digest. Nothing of it is part of Bailiwick.
 */
record Axe(String script) {
    private static final String VERSION = "4.14.1";
    private static final String DIGEST = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c";
    private static final int MINUTES = 3;

    /** Every success criterion of WCAG 2.2 A and AA that a machine can judge; the size of targets is off unless it is asked for. */
    private static final String FOUND = """
            const done = arguments[arguments.length - 1];
            axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'],
                     rules: {'target-size': {enabled: true}}})
              .then((result) => done(result.violations
                .filter((each) => ['serious', 'critical'].includes(each.impact))
                .flatMap((each) => each.nodes.slice(0, 5).map((node) => each.id + ' (' + each.impact + ') ' + node.target.join(' ')
                   + ': ' + node.failureSummary.replace(/\\s+/g, ' ')))
                .join('\\n')))
              .catch((problem) => done('axe broke: ' + problem));
            """;

    static Axe fetched() {
        var folder = Path.of(System.getProperty("user.home"), ".cache", "bailiwick", "axe-core-" + VERSION);
        var file = folder.resolve("node_modules/axe-core/axe.min.js");
        try {
            if (!Files.exists(file)) install(folder);
            var bytes = Files.readAllBytes(file);
            var digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            if (!digest.equals(DIGEST)) throw new IllegalStateException("\"" + file + "\" is not axe-core " + VERSION);
            return new Axe(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void install(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("package.json"), "{\"name\":\"axe-home\",\"private\":true}\n");
        var name = "axe-core@" + VERSION;
        var npm = new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", name)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("install.log").toFile());
        try {
            var process = npm.start();
            var done = process.waitFor(MINUTES, TimeUnit.MINUTES);
            process.destroyForcibly();
            Assumptions.assumeTrue(done && process.exitValue() == 0, "npm could not install axe-core: see " + folder);
        } catch (IOException e) {
            Assumptions.abort("cannot run npm, which fetches axe-core: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** What it finds serious or critical on the page that is open, a line each; nothing when all is well. */
    String findings(Chromium chromium) {
        chromium.run(script);
        return String.valueOf(chromium.driver().executeAsyncScript(FOUND));
    }
}
