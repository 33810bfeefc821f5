package dev.bailiwick.core.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bailiwick.core.command.ShellLine.Connector;
import dev.bailiwick.core.command.ShellLine.Redirection.Way;
import dev.bailiwick.core.command.ShellLine.Simple;
import dev.bailiwick.core.testing.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we take a line for is what a real bash passes to programs. */
class ShellAgainstBashTest {
    private static final int BATCH = 1_000;

    /** Pieces of shell, harmless ones more often; no slash, so that nothing is written outside the test's folder. */
    private static final List<String> PIECES = List.of(
            "alpha",
            "beta",
            " ",
            " ",
            " ",
            " gamma ",
            "'",
            "\"",
            "'it is'",
            "\"so $ \"",
            "\\",
            "\\\\",
            "\\ ",
            "\\'",
            "\\\"",
            "\\$",
            "\\`",
            "=",
            "A=1 ",
            "B_2=x ",
            "-n",
            "--long=value",
            "a,b",
            "{}",
            "{a}",
            "{a",
            "}",
            "{a,b}",
            "{1..3}",
            "@{u}",
            "~",
            "~1",
            "x~",
            "=~",
            ":~",
            "#",
            "a#b",
            " #",
            "!",
            "! ",
            "!a",
            "^x",
            "%1",
            "$",
            "$ ",
            "$A",
            "$(x)",
            "`x`",
            "*",
            "?",
            "[",
            "[a]",
            "]",
            "(",
            ")",
            "&",
            "&&",
            " && ",
            "|",
            " | ",
            "||",
            " || ",
            ";",
            " ; ",
            ";;",
            ">",
            ">>",
            "2>&1",
            " >out ",
            " 2>err",
            ">&2",
            "&>x",
            "<<a",
            "<<<a",
            "<(a)",
            "1",
            "2",
            "7",
            "0",
            "é",
            "日本",
            "\u0301",
            "+x",
            "@x",
            ".",
            "..",
            ":",
            "a:b",
            "\t",
            "\n",
            "'\n'",
            "\"!\"",
            "'!'",
            "\"\\!\"",
            "\"\\x\"",
            "if",
            "then",
            "for",
            "time",
            "do",
            "function",
            "coproc",
            "[[",
            "]]",
            "in",
            "case",
            "''",
            "\"\"",
            "''alpha",
            "al'p'ha",
            "x'y\"z'w");

    /** Lines of daily use that are let through, and of attack; both are mutated. */
    private static final List<String> LINES = List.of(
            "cat notes.txt | sort -u > out",
            "grep -rn 'a b' src && wc -l x || echo none",
            "find . -name '*.java' -type f -print",
            "sed -n '1,20p' x; awk '{print $1}' y",
            "tar czf a.tar src 2>&1 | tail -n 5",
            "cd sub && ls -la && git log --oneline -n 5",
            "jq '.a | .b[]' x.json | head -3",
            "LC_ALL=C sort -t ';' -k 2 x",
            "printf '%s %s' \"a  b\" 'c'",
            "echo a\\;b \"it's\" {} a#b x~",
            "cp a b; mv b c; rm c; mkdir -p d; touch d",
            "diff -u a b | cut -d ' ' -f 1 | uniq -c",
            "cat a;id",
            "cat $(id)",
            "cat `id`",
            "cat a & id",
            "cat a\nid",
            "cat <(id)",
            "x=id; $x",
            "ls | sh",
            "{ id; }",
            "(id)",
            "cat {a,id}",
            "cat a #x",
            "! id",
            "cat ~",
            "cat *",
            "sort -o x",
            "a=1 id",
            "cat 2>&1 <x",
            "echo $'a'",
            "echo $\"a\"",
            "cat a |& id",
            "cat a &> x");

    @TempDir
    private Path folder = Path.of("");

    private final Commands commands = World.COMMANDS;
    private final long seed = Long.getLong("bailiwick.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @BeforeEach
    void bash_is_here() {
        assumeTrue(TracedBash.isHere(), "skipped: there is no /bin/bash");
        System.out.println("seed " + seed);
    }

    @Test
    void on_generated_accepted_lines_the_arguments_are_what_bash_passes() throws IOException, InterruptedException {
        int wanted = Boolean.getBoolean("bailiwick.soak") ? 100_000 : 2_000;
        for (int done = 0; done < wanted; ) {
            List<ShellLine> batch = new ArrayList<>();
            while (batch.size() < BATCH) {
                if (ShellLine.read(generated()) instanceof ShellLine line && runnable(line)) batch.add(line);
            }
            compare(batch);
            compare(batch, line -> line.spelled(_ -> ""));
            done += batch.size();
        }
    }

    @Test
    void nothing_is_let_through_that_bash_would_not_run_as_parsed() throws IOException, InterruptedException {
        int mutations = Boolean.getBoolean("bailiwick.soak") ? 1_000_000 : 3_000;
        List<ShellLine> batch = new ArrayList<>();
        int allowed = 0;
        for (int i = 0; i < mutations; i++) {
            var analysis = commands.analyse(mutated());
            var verdict = new AnyProfile().judge(analysis, commands.places());
            if (verdict.decision() == Verdict.Decision.ALLOW
                    && runnable(analysis.line().orElseThrow())) {
                batch.add(analysis.line().orElseThrow());
                allowed++;
            }
            if (batch.size() == BATCH || i == mutations - 1) {
                compare(batch);
                batch.clear();
            }
        }
        System.out.println(mutations + " mutations, " + allowed + " of them let through");
        assertThat(allowed).isGreaterThan(mutations / 100);
    }

    private String generated() {
        var text = new StringBuilder(random.nextBoolean() ? "alpha " : "");
        for (int i = 1 + random.nextInt(10); i > 0; i--) text.append(one(PIECES));
        return text.toString();
    }

    private String mutated() {
        var text = new StringBuilder(one(LINES));
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, one(PIECES));
                case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(3)));
                case 2 -> text.replace(at, Math.min(text.length(), at + 1), one(PIECES));
                default -> text.insert(at, one(LINES));
            }
        }
        return text.toString();
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Whether bash can be asked: only plain file names are written, nothing is read, no path names a program. */
    private static boolean runnable(ShellLine line) {
        return line.commands().stream()
                .allMatch(command -> !command.name().contains("/")
                        && command.redirections().stream()
                                .allMatch(each -> each.way() == Way.SAME_AS
                                        || (each.way() != Way.FROM
                                                && each.target().matches("[a-z]+"))));
    }

    private void compare(List<ShellLine> lines) throws IOException, InterruptedException {
        compare(lines, ShellLine::text);
    }

    /** @param written how bash is told the line */
    private void compare(List<ShellLine> lines, Function<ShellLine, String> written)
            throws IOException, InterruptedException {
        var ran = new TracedBash(folder).run(lines.stream().map(written).toList());
        for (int i = 0; i < lines.size(); i++) {
            assertThat(i < ran.size() ? sorted(ran.get(i)) : List.<List<String>>of(List.of("bash stopped")))
                    .as("seed %d: %s", seed, lines.get(i).text())
                    .isEqualTo(sorted(wouldRun(lines.get(i))));
        }
    }

    /** Every program succeeds, so what waits for a failure does not run. */
    private static List<List<String>> wouldRun(ShellLine line) {
        return line.pipelines().stream()
                .filter(pipeline -> pipeline.when() != Connector.AFTER_FAILURE)
                .flatMap(pipeline -> pipeline.commands().stream())
                .map(Simple::arguments)
                .toList();
    }

    /** The members of a pipeline write down their arguments in any order. */
    private static List<List<String>> sorted(List<List<String>> commands) {
        return commands.stream().sorted(Comparator.comparing(Object::toString)).toList();
    }
}
