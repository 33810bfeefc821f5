package dev.bailiwick.host.secrecy;

import dev.bailiwick.core.secrecy.LeftInClear;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** One file's bytes as lines of letters, whatever they are: a database keeps text as text. In bounded memory, however long. */
record ClearText(InputStream in, boolean settings) {
    private static final Pattern SETTINGS = Pattern.compile(
            "\\.env(?:\\..*)?|environ(?:ment)?|(?:docker|container)file|.*\\."
                    + "(?:env|conf|cfg|ini|json|json5|ya?ml|toml|properties|service|socket|timer|container|sh|netrc|npmrc|pypirc)");

    /** Longer than a key in one line. */
    private static final int OVERLAP = 1024;

    /** A file tells no more than this of itself. */
    private static final int MOST = 20;

    private static final int BLOCK = 64 * 1024;

    record Found(long line, String kind) {}

    static boolean settings(Path file) {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return SETTINGS.matcher(name).matches()
                || (file.getParent() != null && file.getParent().toString().endsWith(".d"));
    }

    /** Block by block; what begins near the end of one is looked at again with the next. */
    List<Found> found() throws IOException {
        List<Found> found = new ArrayList<>();
        String kept = "";
        long line = 1;
        while (found.size() < MOST) {
            byte[] block = in.readNBytes(BLOCK);
            var text = kept + new String(block, StandardCharsets.ISO_8859_1);
            int safe = block.length < BLOCK ? text.length() : whole(text);
            tell(text, safe, line, found);
            if (block.length < BLOCK) return found;
            line += lines(text, safe);
            kept = text.substring(safe);
        }
        return found;
    }

    /** As much as is followed by a key's length, in whole lines if it has any. */
    private static int whole(String text) {
        int most = text.length() - OVERLAP;
        int line = text.lastIndexOf('\n', most - 1) + 1;
        return line > 0 ? line : most;
    }

    private void tell(String text, int safe, long line, List<Found> found) {
        for (var shown : LeftInClear.inText(text)) {
            if (shown.start() < safe) add(new Found(line + lines(text, shown.start()), shown.kind()), found);
        }
        if (!settings) return;
        long number = line;
        for (var each : text.substring(0, safe).split("\n", -1)) {
            long at = number++;
            LeftInClear.inSettings(each).ifPresent(kind -> add(new Found(at, kind), found));
        }
    }

    private static void add(Found one, List<Found> found) {
        if (found.size() < MOST && found.stream().noneMatch(each -> each.line() == one.line())) found.add(one);
    }

    private static long lines(String text, int to) {
        return text.substring(0, to).chars().filter(letter -> letter == '\n').count();
    }
}
