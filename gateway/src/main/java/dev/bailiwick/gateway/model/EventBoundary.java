package dev.bailiwick.gateway.model;

/** Whether a stream of server-sent events stands between two events: its last bytes are an empty line. */
final class EventBoundary {
    private int lineEnds = 2;
    private boolean carriageReturn;

    boolean reached() {
        return lineEnds >= 2;
    }

    /** Takes the next bytes; true when no event is left half sent after them. */
    boolean after(byte[] bytes, int length) {
        // an empty line is at most "\r\n\r\n": what lies before the last few bytes does not matter
        for (int i = Math.max(0, length - 4); i < length; i++) take(bytes[i]);
        return reached();
    }

    private void take(byte next) {
        switch (next) {
            case '\n' -> lineEnds += carriageReturn ? 0 : 1;
            case '\r' -> lineEnds++;
            default -> lineEnds = 0;
        }
        carriageReturn = next == '\r';
    }
}
