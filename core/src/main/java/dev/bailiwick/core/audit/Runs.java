package dev.bailiwick.core.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** Sequences in ascending order, neighbours told as one run: {@code 0-99,105,110-200}. */
public record Runs(List<Run> runs) {
    public static final Runs NONE = new Runs(List.of());

    private static final Pattern RUN = Pattern.compile("(0|[1-9][0-9]{0,17})(?:-([1-9][0-9]{0,17}))?");

    /** From the first to the last, both included. */
    public record Run(long first, long last) {
        public Run {
            if (first < 0 || last < first)
                throw new IllegalArgumentException("a run goes from a sequence to a later one");
        }

        private static Run of(String text) {
            var found = RUN.matcher(text);
            if (!found.matches()) throw new IllegalArgumentException("not a run of sequences");
            long first = Long.parseLong(found.group(1));
            return new Run(first, found.group(2) == null ? first : Long.parseLong(found.group(2)));
        }

        @Override
        public String toString() {
            return first == last ? Long.toString(first) : first + "-" + last;
        }
    }

    public Runs {
        runs = List.copyOf(runs);
        for (int i = 1; i < runs.size(); i++) {
            if (runs.get(i).first() <= runs.get(i - 1).last()) throw new IllegalArgumentException("runs ascend");
        }
    }

    /** @throws IllegalArgumentException when the text names no runs */
    public static Runs of(String text) {
        if (text.isEmpty()) return NONE;
        return new Runs(List.of(text.split(",", -1)).stream().map(Run::of).toList());
    }

    /** Gathers sequences that come in ascending order. */
    public static final class Gathering {
        private final List<Run> whole = new ArrayList<>();
        private long first = -1;
        private long last = -1;

        public void add(long sequence) {
            if (sequence <= last) throw new IllegalArgumentException("sequences ascend");
            if (last >= 0 && sequence != last + 1) close();
            if (first < 0) first = sequence;
            last = sequence;
        }

        private void close() {
            whole.add(new Run(first, last));
            first = -1;
        }

        /** How many runs there are. */
        public int size() {
            return whole.size() + (first < 0 ? 0 : 1);
        }

        public Runs runs() {
            List<Run> all = new ArrayList<>(whole);
            if (first >= 0) all.add(new Run(first, last));
            return new Runs(all);
        }
    }

    public boolean isEmpty() {
        return runs.isEmpty();
    }

    public long count() {
        return runs.stream().mapToLong(run -> run.last() - run.first() + 1).sum();
    }

    /** Each of them. */
    LongStream sequences() {
        return runs.stream().flatMapToLong(run -> LongStream.rangeClosed(run.first(), run.last()));
    }

    public boolean has(long sequence) {
        int at = Collections.binarySearch(runs, new Run(sequence, sequence), (run, wanted) -> {
            if (run.last() < wanted.first()) return -1;
            return run.first() > wanted.last() ? 1 : 0;
        });
        return at >= 0;
    }

    @Override
    public String toString() {
        return String.join(",", runs.stream().map(Run::toString).toList());
    }
}
