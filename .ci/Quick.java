import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * {@code ./dev test MODULE CLASS[#METHOD]...}: compiles what changed, without the checks of a full build, and runs those tests; {@code MODULE --all} runs
 * all of a module's. {@code ./dev lint MODULE...}: warnings as errors and null checks of those modules alone. Seconds instead of minutes while writing;
 * {@code ./dev check} has the last word. The classes lie in {@code MODULE/target/quick}.
 */
final class Quick {
    private static final Pattern OURS = Pattern.compile("<artifactId>bailiwick-([a-z]+)</artifactId>(<type>test-jar</type>)?");

    /** Modules rebuilt in this run: who stands on one of them is rebuilt too. */
    private final Set<String> rebuilt = new LinkedHashSet<>();

    void main(String[] args) throws Exception {
        try {
            choose(args);
        } catch (IllegalArgumentException unusable) {
            System.err.println(unusable.getMessage());
            System.exit(2);
        }
    }

    private void choose(String[] args) throws Exception {
        if (args.length < 2) throw new IllegalArgumentException("./dev test MODULE [--all | CLASS[#METHOD]...], ./dev lint MODULE...");
        if (args[0].equals("lint")) for (String each : List.of(args).subList(1, args.length)) lint(each);
        else test(args[1], List.of(args).subList(2, args.length));
    }

    private void test(String module, List<String> chosen) throws Exception {
        List<String> parts = new ArrayList<>();
        for (String below : below(module)) parts.add(compile(below, "main"));
        String main = compile(module, "main");
        List<String> tests = new ArrayList<>();
        for (String below : testJars(module)) tests.add(compile(below, "test"));
        String test = compile(module, "test");
        if (chosen.isEmpty()) return;
        String path = Stream.of(Stream.of(test, main), tests.stream(), parts.stream(), Stream.of(outside(module)))
                .flatMap(each -> each)
                .collect(joining(File.pathSeparator));
        System.exit(run(module, test, path, chosen));
    }

    private int run(String module, String test, String path, List<String> chosen) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java", "-Xmx2g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp",
                known("junit") + File.pathSeparator + path,
                "org.junit.platform.console.ConsoleLauncher", "execute", "--disable-banner", "--disable-ansi-colors",
                "--details=summary", "--exclude-tag=long"));
        for (String each : chosen) {
            if (each.equals("--all")) command.addAll(List.of("--scan-classpath", test, "--include-classname=.*Test"));
            else command.addAll(List.of(each.contains("#") ? "-m" : "-c", qualified(module, each)));
        }
        return new ProcessBuilder(command).directory(new File(module)).inheritIO().start().waitFor();
    }

    private static String qualified(String module, String chosen) throws IOException {
        String type = chosen.split("#")[0];
        Path source = sources(Path.of(module, "src/test/java")).stream()
                .filter(each -> each.getFileName().toString().equals(type + ".java"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no test class " + type + " in " + module));
        String named = Path.of(module, "src/test/java").relativize(source).toString().replace('/', '.').replaceFirst("\\.java$", "");
        return chosen.contains("#") ? named + chosen.substring(chosen.indexOf('#')) : named;
    }

    private String compile(String module, String kind) throws Exception {
        Path out = Path.of(module, "target/quick", kind).toAbsolutePath();
        List<Path> roots = Stream.of("src/" + kind + "/java", kind.equals("main") ? "target/generated-sources/jte" : "src/none")
                .map(each -> Path.of(module, each))
                .filter(Files::isDirectory)
                .toList();
        Path resources = Path.of(module, "src/" + kind + "/resources");
        Path stamp = out.resolveSibling(kind + ".stamp");
        boolean stale = !Files.exists(stamp) || newest(roots, resources, module).compareTo(Files.getLastModifiedTime(stamp)) > 0;
        if (!stale && lean(module, kind).stream().noneMatch(rebuilt::contains)) return out.toString();
        FileTime begun = FileTime.fromMillis(System.currentTimeMillis());
        List<Path> files = new ArrayList<>();
        for (Path root : roots) files.addAll(sources(root));
        delete(out);
        Files.createDirectories(out);
        javac(files, out, compilePath(module, kind));
        if (Files.isDirectory(resources)) copy(resources, out);
        Path pages = Path.of(module, "target/classes/dev/bailiwick/console/jte");
        if (kind.equals("main") && Files.isDirectory(pages)) copyBinaries(Path.of(module, "target/classes"), pages, out);
        rebuilt.add(module + ":" + kind);
        Files.writeString(stamp, "");
        Files.setLastModifiedTime(stamp, begun);
        return out.toString();
    }

    /** The compiler's own settings of pom.xml, over classes compiled before. */
    private void lint(String module) throws Exception {
        test(module, List.of());
        List<String> settings = Pattern.compile("<arg>(.*?)</arg>").matcher(Files.readString(Path.of("pom.xml"))).results()
                .map(each -> each.group(1))
                .toList();
        String checks = known("checks");
        for (String kind : List.of("main", "test")) {
            List<Path> files = sources(Path.of(module, "src/" + kind + "/java"));
            if (kind.equals("main")) files = Stream.concat(files.stream(), sources(Path.of(module, "target/generated-sources/jte")).stream()).toList();
            Path out = Path.of(module, "target/quick/lint-" + kind).toAbsolutePath();
            delete(out);
            Files.createDirectories(out);
            List<String> options = new ArrayList<>(List.of("-d", out.toString(), "-cp", compilePath(module, kind), "-parameters", "-implicit:none"));
            options.addAll(settings);
            options.addAll(List.of("-processorpath", checks, "-Xlint:-path"));
            files.forEach(each -> options.add(each.toString()));
            boolean sound = files.isEmpty() || ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(String[]::new)) == 0;
            delete(out);
            if (!sound) System.exit(1);
        }
        System.out.println(module + ": no complaint");
    }

    /** What this half of a module is compiled against. */
    private static List<String> lean(String module, String kind) throws IOException {
        List<String> all = new ArrayList<>(below(module).stream().map(each -> each + ":main").toList());
        if (kind.equals("test")) {
            all.add(module + ":main");
            testJars(module).forEach(each -> all.add(each + ":test"));
        }
        return all;
    }

    private static String compilePath(String module, String kind) throws IOException {
        return Stream.concat(
                        lean(module, kind).stream().map(each -> Path.of(each.split(":")[0], "target/quick", each.split(":")[1]).toAbsolutePath().toString()),
                        Stream.of(outside(module)))
                .collect(joining(File.pathSeparator));
    }

    private static void javac(List<Path> files, Path out, String path) {
        if (files.isEmpty()) return;
        List<String> options = new ArrayList<>(List.of(
                "-d", out.toString(), "-cp", path, "-proc:none", "-nowarn", "-parameters", "-g", "-Xlint:none", "-implicit:none"));
        files.forEach(each -> options.add(each.toString()));
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(String[]::new)) != 0) System.exit(1);
    }

    /** Every module of the house that this one stands on, lowest first. */
    private static Set<String> below(String module) throws IOException {
        Set<String> all = new LinkedHashSet<>();
        for (String each : named(module, false)) {
            all.addAll(below(each));
            all.add(each);
        }
        return all;
    }

    private static Set<String> testJars(String module) throws IOException {
        Set<String> all = new LinkedHashSet<>();
        for (String each : named(module, true)) {
            all.addAll(testJars(each));
            all.add(each);
        }
        return all;
    }

    private static Set<String> named(String module, boolean testJar) throws IOException {
        Set<String> all = new LinkedHashSet<>();
        OURS.matcher(Files.readString(Path.of(module, "pom.xml"))).results()
                .filter(each -> (each.group(2) != null) == testJar && !each.group(1).equals(module))
                .forEach(each -> all.add(each.group(1)));
        return all;
    }

    private static String outside(String module) throws IOException {
        return Stream.of(known("bailiwick-" + module).split(File.pathSeparator))
                .filter(each -> !each.contains("bailiwick-") && !each.contains("/target/"))
                .collect(joining(File.pathSeparator));
    }

    private static String known(String name) throws IOException {
        return Files.readString(Path.of(System.getProperty("classpaths"), name));
    }

    private static List<Path> sources(Path root) throws IOException {
        if (!Files.isDirectory(root)) return List.of();
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(each -> each.toString().endsWith(".java") && !each.endsWith("module-info.java")).toList();
        }
    }

    private static FileTime newest(List<Path> roots, Path resources, String module) throws IOException {
        FileTime newest = Files.getLastModifiedTime(Path.of(module, "pom.xml"));
        for (Path root : Stream.concat(roots.stream(), Stream.of(resources)).filter(Files::isDirectory).toList()) {
            try (Stream<Path> all = Files.walk(root)) {
                for (Path each : all.toList()) newest = later(newest, Files.getLastModifiedTime(each));
            }
        }
        return newest;
    }

    private static FileTime later(FileTime one, FileTime other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) place(each, to.resolve(from.relativize(each).toString()));
        }
    }

    private static void copyBinaries(Path base, Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.filter(one -> one.toString().endsWith(".bin")).toList()) place(each, to.resolve(base.relativize(each).toString()));
        }
    }

    private static void place(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) return;
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path each : all.toList().reversed()) Files.delete(each);
        }
    }
}
