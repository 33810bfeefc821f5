package dev.bailiwick.tlog;

import dev.bailiwick.core.audit.KeyHistory;
import dev.bailiwick.core.audit.NoteSigner;
import dev.bailiwick.core.audit.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The log's keys on disk: every public key with the announcement that made it valid, and the one private key.
 *
 * @param family how a new name begins
 */
record LogKeys(Disk disk, String family) {
    private static final String FOLDER = "keys";
    private static final String PRIVATE = "key.pem";

    /** A private key that was made but is not yet announced, or announced but not yet moved to its place. */
    private static final String NEXT = "key.pem.next";

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----\n";
    private static final String END = "\n-----END PRIVATE KEY-----\n";

    /** The keys of a log. */
    LogKeys(Disk disk) {
        this(disk, "bailiwick");
    }

    /** The public keys, oldest first; empty in a folder that is no log yet. */
    Optional<KeyHistory> history() throws IOException {
        var files = files();
        return files.isEmpty() ? Optional.empty() : Optional.of(KeyHistory.of(files));
    }

    /** The same as they are kept: the first key, then an announcement of each later one. */
    List<String> files() throws IOException {
        List<String> files = new ArrayList<>();
        for (int i = 0; disk.exists(name(i)); i++)
            files.add(new String(disk.read(name(i)).orElseThrow(), StandardCharsets.UTF_8));
        return files;
    }

    private static String name(int number) {
        return FOLDER + "/" + String.format("%04d", number);
    }

    /** The signer of this log; a folder without keys becomes a log of its own with a name of its own. */
    NoteSigner open() throws IOException {
        var history = history();
        return history.isPresent() ? load(history.get()) : create();
    }

    private NoteSigner create() throws IOException {
        var pair = generate();
        var random = new byte[8];
        new SecureRandom().nextBytes(random);
        String origin = family + "/" + HexFormat.of().formatHex(random);
        var key = VerifierKey.of(origin, VerifierKey.Type.NOTE, pair.getPublic());
        disk.replace(PRIVATE, Disk.Access.OWNER_ONLY, pem(pair.getPrivate()));
        disk.replace(name(0), Disk.Access.GROUP_READS, (key + "\n").getBytes(StandardCharsets.UTF_8));
        return new NoteSigner(key, pair.getPrivate());
    }

    private NoteSigner load(KeyHistory history) throws IOException {
        var current = history.current();
        for (String file : new String[] {PRIVATE, NEXT}) {
            var pem = disk.read(file);
            if (pem.isEmpty()) continue;
            var signer = new NoteSigner(current, parse(pem.get()));
            if (!current.signed(signer.sign("is this the key?\n"))) continue;
            if (file.equals(NEXT)) moveIn();
            return signer;
        }
        throw new IOException("the private key of \"" + current.name() + "\" is missing");
    }

    /** Makes a new key, lets the old one announce it for what comes after {@code size}, and puts it in place. */
    NoteSigner rotate(NoteSigner old, long size) throws IOException {
        var pair = generate();
        var key = VerifierKey.of(old.verifier().name(), VerifierKey.Type.NOTE, pair.getPublic());
        var next = new NoteSigner(key, pair.getPrivate());
        disk.replace(NEXT, Disk.Access.OWNER_ONLY, pem(pair.getPrivate()));
        int number = 0;
        while (disk.exists(name(number))) number++;
        disk.replace(
                name(number),
                Disk.Access.GROUP_READS,
                KeyHistory.announcement(old, next, size).bytes());
        moveIn();
        return next;
    }

    private void moveIn() throws IOException {
        disk.rename(NEXT, PRIVATE);
        disk.forceFolder("");
    }

    private static KeyPair generate() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java 25 has Ed25519", e);
        }
    }

    private static byte[] pem(PrivateKey key) {
        return (BEGIN + Base64.getEncoder().encodeToString(key.getEncoded()) + END).getBytes(StandardCharsets.US_ASCII);
    }

    private static PrivateKey parse(byte[] pem) throws IOException {
        String text = new String(pem, StandardCharsets.US_ASCII);
        if (!text.startsWith(BEGIN) || !text.endsWith(END)) throw new IOException("\"" + PRIVATE + "\" is no key");
        byte[] encoded = Base64.getDecoder().decode(text.substring(BEGIN.length(), text.length() - END.length()));
        try {
            return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IOException("\"" + PRIVATE + "\" is no Ed25519 key", e);
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }
}
