package dev.bailiwick.host.secrecy;

import java.io.IOException;
import java.io.InputStream;

/** So many bytes of a stream and no more: what is unpacked may be as long as whoever packed it likes. */
final class Bounded extends InputStream {
    private final InputStream in;
    private final long most;
    private long taken;

    Bounded(InputStream in, long most) {
        this.in = in;
        this.most = most;
    }

    long taken() {
        return taken;
    }

    /** Whether there was more than was given out. */
    boolean cut() throws IOException {
        return taken == most && in.read() >= 0;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        if (length == 0) return 0;
        if (taken == most) return -1;
        int read = in.read(to, from, (int) Math.min(length, most - taken));
        taken += Math.max(0, read);
        return read;
    }
}
