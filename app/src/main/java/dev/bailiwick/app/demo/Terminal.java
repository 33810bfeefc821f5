package dev.bailiwick.app.demo;

import java.io.IOException;

/** The terminal's input, read without blocking: the console may be faster than the keyboard. */
final class Terminal {
    private Terminal() {}

    /** Takes what was typed so far; true once a line is complete. A terminal that ended counts as an empty line. */
    static boolean read(StringBuilder line) {
        try {
            while (System.in.available() > 0) {
                int c = System.in.read();
                if (c < 0 || c == '\n') return true;
                line.append((char) c);
            }
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
