package dev.bailiwick.gateway.egress;

import dev.bailiwick.core.credential.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes a credential out of an answer, in every form in which a service may echo it, across whatever pieces the answer comes
 * in. What is taken out is replaced by as many stars, so that lengths stay true.
 */
final class Scrubber implements Sieve {
    /** Shorter pieces of an encoded secret would meet innocent text. */
    private static final int SHORTEST = 6;

    private final List<byte[]> forms;
    private final int longest;

    /** Most bytes begin no form: a large answer is looked through by this alone. */
    private final boolean[] begins = new boolean[256];

    private byte[] kept = {};

    private Scrubber(List<byte[]> forms) {
        this.forms = forms;
        forms.forEach(form -> begins[form[0] & 0xff] = true);
        this.longest = forms.stream().mapToInt(form -> form.length).max().orElse(1);
    }

    /** One that finds nothing. */
    static Scrubber none() {
        return new Scrubber(List.of());
    }

    static Scrubber of(Secret secret) {
        return of(List.of(secret));
    }

    static Scrubber of(List<Secret> secrets) {
        return new Scrubber(secrets.stream()
                .flatMap(secret -> secret.reveal(Scrubber::forms).stream())
                .toList());
    }

    private static List<byte[]> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        Set<String> forms = new LinkedHashSet<>();
        forms.add(secret);
        forms.add(new StringBuilder(secret).reverse().toString());
        forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
        forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20"));
        forms.add(secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/"));
        forms.add(secret.replace("\\", "\\\\").replace("\"", "\\\""));
        forms.add(HexFormat.of().formatHex(bytes));
        forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
        for (int shift = 0; shift < 3; shift++) {
            forms.add(inner(Base64.getEncoder(), bytes, shift));
            forms.add(inner(Base64.getUrlEncoder(), bytes, shift));
        }
        return forms.stream()
                .filter(form -> form.equals(secret) || form.length() >= SHORTEST)
                .map(form -> form.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** The letters that stand for the secret wherever it begins in what was encoded, as in {@code user:secret}. */
    private static String inner(Base64.Encoder encoder, byte[] bytes, int shift) {
        byte[] shifted = new byte[shift + bytes.length];
        System.arraycopy(bytes, 0, shifted, shift, bytes.length);
        int from = shift == 0 ? 0 : shift + 1;
        int to = shifted.length * 8 / 6;
        return encoder.withoutPadding().encodeToString(shifted).substring(from, Math.max(from, to));
    }

    @Override
    public byte[] take(byte[] piece) {
        if (forms.isEmpty()) return piece;
        byte[] all = Bytes.joined(kept, piece);
        hide(all);
        int safe = Math.max(0, all.length - (longest - 1));
        kept = Arrays.copyOfRange(all, safe, all.length);
        return Arrays.copyOf(all, safe);
    }

    @Override
    public byte[] rest() {
        byte[] rest = kept;
        kept = new byte[0];
        return rest;
    }

    /** A short text, at once. */
    String clean(String text) {
        return new String(clean(text.getBytes(StandardCharsets.ISO_8859_1)), StandardCharsets.ISO_8859_1);
    }

    /** A whole message, at once. */
    byte[] clean(byte[] bytes) {
        byte[] cleaned = bytes.clone();
        hide(cleaned);
        return cleaned;
    }

    private void hide(byte[] all) {
        for (int at = 0; at < all.length; at++) {
            if (!begins[all[at] & 0xff]) continue;
            for (byte[] form : forms) {
                if (all[at] == form[0] && Bytes.startsWith(all, at, form))
                    Arrays.fill(all, at, at + form.length, (byte) '*');
            }
        }
    }
}
