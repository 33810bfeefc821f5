package dev.bailiwick.acceptance.account;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Runs programs as the account {@code nobody}. */
final class Account {
    static final String NAME = "nobody";

    private Account() {}

    /** @param text what the program said, both streams */
    record Ended(int code, String text) {}

    static void required() {
        boolean root = System.getProperty("user.name").equals("root");
        Assumptions.assumeTrue(root, "becoming another account needs root");
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/setpriv")), "setpriv (package util-linux) is not here");
    }

    static Ended run(String... command) {
        try {
            var process = process(List.of(command));
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) throw new AssertionError("did not end: " + List.of(command));
            return new Ended(process.exitValue(), text);
        } catch (IOException e) {
            throw new AssertionError("cannot run as " + NAME, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static Process process(List<String> command) throws IOException {
        List<String> whole = new ArrayList<>(
                List.of("setpriv", "--reuid", NAME, "--regid", "nogroup", "--clear-groups", "--no-new-privs"));
        whole.addAll(command);
        var process = new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .directory(Path.of("/").toFile())
                .start();
        process.getOutputStream().close();
        return process;
    }

    /** A program that goes on until it is ended. */
    record Running(Process process, BufferedReader out) {
        /** What follows this word at the beginning of its next line. */
        String said(String word) throws IOException {
            String line = out.readLine();
            if (line == null || !line.startsWith(word)) throw new AssertionError("said " + line + ", not " + word);
            return line.substring(word.length()).strip();
        }

        void end() {
            process.destroy();
        }
    }

    /** Starts Bailiwick's command line as this account. */
    static Running start(String... arguments) throws IOException {
        var process = process(bailiwick(List.of(arguments)));
        return new Running(
                process, new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
    }

    /** Runs Bailiwick's command line as this account. */
    static Ended bailiwick(Path data, String... arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        words.addAll(List.of("--data", data.toString()));
        return run(bailiwick(words).toArray(String[]::new));
    }

    private static List<String> bailiwick(List<String> arguments) {
        var jars = Path.of("..", "app", "target", "lib").toAbsolutePath().normalize();
        Assumptions.assumeTrue(
                run("test", "-r", jars.toString()).code() == 0,
                "the program below this folder cannot be read by " + NAME);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                jars + "/*",
                "dev.bailiwick.app.Main"));
        command.addAll(arguments);
        return command;
    }
}
