package dev.bailiwick.bench.console;

import java.io.IOException;
import java.util.HashSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** So many open pages of one person, and how long after an answer each of them shows it. */
final class OpenPages {
    private static final long PATIENCE_SECONDS = 60;

    private final Visitor visitor;
    private final int pages;
    private final BlockingQueue<Shown> shown = new LinkedBlockingQueue<>();

    /** What a page showed, and when. */
    private record Shown(int page, String list, long nanos) {}

    OpenPages(Visitor visitor, int pages) throws InterruptedException {
        this.visitor = visitor;
        this.pages = pages;
        for (int i = 0; i < pages; i++) {
            int number = i;
            Thread.ofVirtual().start(() -> open(number));
        }
        // until all of them are connected; one that is not is missed by whoever counts
        TimeUnit.SECONDS.sleep(3);
    }

    private void open(int page) {
        try {
            visitor.stay(list -> shown.add(new Shown(page, list, System.nanoTime())));
        } catch (IOException | RuntimeException e) {
            System.err.println("page " + page + " closed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Milliseconds from an answer's sending until each page shows it, in the order in which they did. */
    double[] afterAnswer() throws IOException, InterruptedException {
        var before = visitor.get("/inbox/list");
        shown.clear();
        long start = System.nanoTime();
        visitor.deny(Visitor.newest(before));
        var seen = new HashSet<Integer>();
        var millis = new double[pages];
        while (seen.size() < pages) {
            var next = shown.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) throw new IOException("only " + seen.size() + " of " + pages + " pages show the answer");
            if (Visitor.waiting(next.list()) < Visitor.waiting(before) && seen.add(next.page()))
                millis[seen.size() - 1] = (next.nanos() - start) / 1e6;
        }
        return millis;
    }
}
