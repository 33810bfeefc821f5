package dev.bailiwick.gateway.egress;

import java.util.Arrays;

/** What arrays of bytes lack. */
final class Bytes {
    private Bytes() {}

    static byte[] joined(byte[] head, byte[] tail) {
        byte[] joined = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, joined, head.length, tail.length);
        return joined;
    }

    static boolean startsWith(byte[] all, int at, byte[] form) {
        return at + form.length <= all.length && Arrays.equals(all, at, at + form.length, form, 0, form.length);
    }

    static boolean contains(byte[] all, byte[] form) {
        for (int at = 0; at <= all.length - form.length; at++)
            if (all[at] == form[0] && startsWith(all, at, form)) return true;
        return false;
    }
}
