package dev.bailiwick.bench.console;

import dev.bailiwick.bench.disk.Folder;
import dev.bailiwick.bench.serve.Serving;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** the console with 10,000 requests waiting: its pages, and how soon 200 open ones show an answer */
final class Main {
    private static final int PENDING = 10_000;
    private static final int PAGES = 200;
    private static final int ASKED = 100;
    private static final int WARM = 50;
    private static final int ANSWERS = 20;

    private Main() {}

    /** {@code [PENDING [PAGES]]} */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int pending = arguments.length > 0 ? Integer.parseInt(arguments[0]) : PENDING;
        int pages = arguments.length > 1 ? Integer.parseInt(arguments[1]) : PAGES;
        var folder = Files.createTempDirectory(Path.of("").toAbsolutePath(), "bench-console-");
        try {
            Waiting.fill(folder, pending);
            System.out.printf(Locale.ROOT, "waiting: %d, withdrawn: %d%n", pending, pending / 10);
            try (var serving = Serving.start(folder)) {
                serving.firstPage();
                measure(serving, pending, pages);
            }
        } finally {
            Folder.delete(folder);
        }
    }

    private static void measure(Serving serving, int pending, int pages) throws IOException, InterruptedException {
        try (var visitor = Visitor.signIn(serving.address("console"), serving.address("sign in"))) {
            page(visitor, "inbox", "/", "class=\"card");
            page(visitor, "its last page", "/?page=" + (pending - 1) / 25, "class=\"card");
            page(visitor, "its live part", "/inbox/list", "class=\"card");
            page(visitor, "one request", "/approvals/task-%032x".formatted(pending / 2), "Exactly this");
            page(visitor, "what was decided", "/approvals", "class=\"card");
            var open = new OpenPages(visitor, pages);
            var slowest = new double[ANSWERS];
            var half = new double[ANSWERS];
            for (int i = 0; i < ANSWERS; i++) {
                var millis = open.afterAnswer();
                half[i] = millis[pages / 2];
                slowest[i] = millis[pages - 1];
                // LogWatch looks five times a second: the next answer comes anywhere in between
                TimeUnit.MILLISECONDS.sleep(700 + 37L * i);
            }
            print(pages + " open pages, half of them show an answer after", half);
            print(pages + " open pages, all of them show an answer after", slowest);
            // last, because it reads every request of a month each time
            page(visitor, "quality", "/quality", "</html>");
        }
    }

    private static void page(Visitor visitor, String name, String path, String expected)
            throws IOException, InterruptedException {
        long first = visitor.nanos(path, expected);
        for (int i = 0; i < WARM; i++) visitor.nanos(path, expected);
        var millis = new double[ASKED];
        for (int i = 0; i < ASKED; i++) millis[i] = visitor.nanos(path, expected) / 1e6;
        System.out.printf(Locale.ROOT, "%s, first: %.1f ms%n", name, first / 1e6);
        print(name, millis);
    }

    private static void print(String what, double[] millis) {
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%-50s p50 %.1f ms, p99 %.1f ms, most %.1f ms%n",
                what + ":",
                millis[millis.length / 2],
                millis[(int) (millis.length * 0.99) - (millis.length < 100 ? 1 : 0)],
                millis[millis.length - 1]);
    }
}
