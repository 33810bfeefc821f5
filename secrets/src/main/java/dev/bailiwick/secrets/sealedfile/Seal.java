package dev.bailiwick.secrets.sealedfile;

import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A file that only the holder of one key reads or changes: AES-256-GCM (NIST SP 800-38D) under a key that PBKDF2 (RFC 8018)
 * makes of a passphrase and a fresh salt. A fresh salt and nonce for every writing, so no pair is ever used twice. What the
 * file is for is authenticated with it, so one cannot be put in another's place.
 */
public final class Seal {
    private static final int ROUNDS = 600_000; // OWASP's figure of 2023 for PBKDF2 with HMAC-SHA256

    /** A generated key of 256 bits cannot be guessed: it needs no stretching. */
    private static final int GENERATED = 43;

    private static final int TAG_BITS = 128;

    private final Secret key;
    private final SecureRandom random = new SecureRandom();

    public Seal(Secret key) {
        this.key = key;
    }

    /**
     * The key in a file that its owner alone may read; made when it is missing.
     *
     * @throws SealBroken when the file is a link or open to others
     */
    public static Seal keyIn(Path file) {
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) generate(file);
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                throw new SealBroken("the key file " + file + " is not a plain file");
            var open = Files.getPosixFilePermissions(file);
            if (!Set.copyOf(PosixFilePermissions.fromString("rw-------")).containsAll(open))
                throw new SealBroken("others may read the key file " + file + ": chmod 600 it");
            return new Seal(new Secret(Files.readString(file).strip()));
        } catch (IOException e) {
            throw new SealBroken("the key file " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static void generate(Path file) throws IOException {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        write(file, Base64.getUrlEncoder().withoutPadding().encode(bytes));
    }

    /** @throws SealBroken when it is not there, was changed, or is not under this key and for this purpose */
    JsonObject open(Path file, String purpose) {
        try {
            var fields = Fields.of(Json.parseObject(Files.readAllBytes(file), JsonLimits.FILE));
            byte[] salt = fields.parsed("salt", Base64.getDecoder()::decode);
            byte[] nonce = fields.parsed("nonce", Base64.getDecoder()::decode);
            byte[] sealed = fields.parsed("sealed", Base64.getDecoder()::decode);
            fields.end();
            return Json.parseObject(
                    cipher(Cipher.DECRYPT_MODE, salt, nonce, purpose).doFinal(sealed), JsonLimits.FILE);
        } catch (IOException | GeneralSecurityException | JsonException e) {
            // the cause may quote what lies there: it stays here
            throw new SealBroken("the sealed file " + file + " cannot be opened: another key, or it was changed ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    /** Durable when it returns; a crash leaves the old file or the new one. */
    void close(Path file, String purpose, JsonObject content) {
        byte[] salt = chance(16);
        byte[] nonce = chance(12);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, salt, nonce, purpose).doFinal(Json.utf8(content));
            var base64 = Base64.getEncoder();
            var json = JsonObject.with("salt", base64.encodeToString(salt))
                    .and("nonce", base64.encodeToString(nonce))
                    .and("sealed", base64.encodeToString(sealed));
            write(file, Json.utf8(json.build()));
        } catch (IOException | GeneralSecurityException e) {
            throw new SealBroken("the sealed file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private byte[] chance(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private Cipher cipher(int mode, byte[] salt, byte[] nonce, String purpose) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(derived(salt), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(("bailiwick sealed v1 " + purpose).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private byte[] derived(byte[] salt) throws GeneralSecurityException {
        var factory = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256");
        var spec = key.reveal(text -> new PBEKeySpec(text.toCharArray(), salt, rounds(text), 256));
        try {
            return factory.generateSecret(spec).getEncoded();
        } finally {
            spec.clearPassword();
        }
    }

    private static int rounds(String text) {
        return text.length() == GENERATED ? 1 : ROUNDS;
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        var beside = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                ".sealing",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(beside, bytes, StandardOpenOption.SYNC);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (var folder = FileChannel.open(file.toAbsolutePath().getParent())) {
                folder.force(true);
            }
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
