package dev.bailiwick.app.command;

import java.util.ArrayList;
import java.util.List;

/** What changes from one text to another, in unified form (diff(1)), by the longest common subsequence of their lines. */
record LineDiff(List<String> before, List<String> after) {
    private static final int CONTEXT = 3;

    private record Line(char sign, String text, int old, int fresh) {}

    static LineDiff of(String before, String after) {
        return new LineDiff(before.lines().toList(), after.lines().toList());
    }

    /** Empty when nothing changes. */
    String unified(String nameBefore, String nameAfter) {
        var lines = lines();
        var out = new StringBuilder();
        for (int from = next(lines, 0); from < lines.size(); ) {
            int to = from;
            for (int i = from; i < lines.size() && i <= to + 2 * CONTEXT; i++) if (lines.get(i).sign != ' ') to = i;
            int first = Math.max(0, from - CONTEXT);
            int end = Math.min(lines.size(), to + CONTEXT + 1);
            hunk(lines.subList(first, end), out);
            from = next(lines, end);
        }
        return out.isEmpty() ? "" : "--- " + nameBefore + "\n+++ " + nameAfter + "\n" + out;
    }

    private static int next(List<Line> lines, int from) {
        int at = from;
        while (at < lines.size() && lines.get(at).sign == ' ') at++;
        return at;
    }

    private static void hunk(List<Line> lines, StringBuilder out) {
        long old = lines.stream().filter(line -> line.sign != '+').count();
        long fresh = lines.stream().filter(line -> line.sign != '-').count();
        var first = lines.getFirst();
        out.append("@@ -%d,%d +%d,%d @@%n".formatted(first.old, old, first.fresh, fresh));
        for (var line : lines) out.append(line.sign).append(line.text).append('\n');
    }

    private List<Line> lines() {
        int[][] common = common();
        List<Line> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            boolean same =
                    i < before.size() && j < after.size() && before.get(i).equals(after.get(j));
            boolean gone = i < before.size() && (j == after.size() || common[i + 1][j] >= common[i][j + 1]);
            if (same) lines.add(new Line(' ', before.get(i++), i, ++j));
            else if (gone) lines.add(new Line('-', before.get(i++), i, j + 1));
            else lines.add(new Line('+', after.get(j++), i + 1, j));
        }
        return lines;
    }

    private int[][] common() {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
