package dev.bailiwick.app.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * Rules that know the benchmark are worth nothing: none of its tools, addresses, accounts and names stands in our code, data
 * or tests. Looks only where {@code bailiwick.bench} names the folder of the benchmark, gzipped JSON Lines.
 */
class NothingOfTheBenchTest {
    private static final Pattern ADDRESS = Pattern.compile("[a-z0-9._+-]+@([a-z0-9-]+(?:\\.[a-z0-9-]+)+)");
    private static final Pattern ACCOUNT = Pattern.compile("\\b[A-Z]{2}[0-9]{14,30}\\b");

    /** A tool's name of fewer words may be anybody's. */
    private static final int LEAST_WORDS_OF_A_NAME = 3;

    @Test
    void no_name_of_the_benchmark_stands_in_the_house() throws IOException {
        String bench = System.getProperty("bailiwick.bench", "");
        assumeTrue(!bench.isEmpty(), "-Dbailiwick.bench names no folder of the benchmark");
        var forbidden = names(Path.of(bench));
        assertThat(forbidden).hasSizeGreaterThan(50);
        var found = new TreeSet<String>();
        for (Path file : ours()) {
            String text = Files.readString(file, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
            for (String name : forbidden) if (text.contains(name)) found.add(name + " in " + file.getFileName());
        }
        assertThat(found).isEmpty();
    }

    private static Set<String> names(Path bench) throws IOException {
        Set<String> names = new HashSet<>();
        try (Stream<Path> files = Files.list(bench)) {
            for (Path file : files.filter(each -> each.getFileName().toString().matches("(agentdojo|taubench).*gz"))
                    .toList()) {
                collect(file, names);
            }
        }
        return names;
    }

    private static void collect(Path file, Set<String> names) throws IOException {
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            String line;
            while ((line = lines.readLine()) != null) {
                collect(Json.parse(line, JsonLimits.FILE), names);
                var address = ADDRESS.matcher(line.toLowerCase(Locale.ROOT));
                while (address.find()) if (!common(address.group(1))) names.add(address.group());
                var account = ACCOUNT.matcher(line);
                while (account.find()) names.add(account.group().toLowerCase(Locale.ROOT));
            }
        }
    }

    private static boolean common(String domain) {
        return domain.endsWith("example.com") || domain.endsWith(".example") || domain.endsWith("company.com");
    }

    /** Every value of a member {@code tool}: names of several words only, a single one may be anybody's. */
    private static void collect(JsonValue value, Set<String> names) {
        switch (value) {
            case JsonObject object ->
                object.members().forEach((key, member) -> {
                    if (key.equals("tool")
                            && member instanceof JsonString(var tool)
                            && tool.split("_", -1).length >= LEAST_WORDS_OF_A_NAME)
                        names.add(tool.toLowerCase(Locale.ROOT));
                    collect(member, names);
                });
            case JsonArray(var values) -> values.forEach(each -> collect(each, names));
            default -> {}
        }
    }

    /** Every source of every module. */
    private static List<Path> ours() throws IOException {
        Path top = java.util.Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());
        try (Stream<Path> modules = Files.list(top)) {
            return modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .flatMap(NothingOfTheBenchTest::texts)
                    .toList();
        }
    }

    private static Stream<Path> texts(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().matches(".*\\.(java|json|jsonl|yaml|yml|cedar|txt|md|jte)$"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
