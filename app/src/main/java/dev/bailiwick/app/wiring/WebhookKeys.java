package dev.bailiwick.app.wiring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of those who may contain from elsewhere: {@code webhooks/NAME.key} in the data folder, one file each. They are read
 * each time, so that a key counts, and does not count any more, at once.
 */
record WebhookKeys(Path folder) {
    private static final System.Logger LOG = System.getLogger(WebhookKeys.class.getName());
    private static final Pattern NAME = Pattern.compile("([a-z][a-z0-9-]{0,30})\\.key");
    private static final int SHORTEST = 24;
    private static final int LONGEST = 1024;

    Map<String, SecretKeySpec> now() {
        Map<String, SecretKeySpec> keys = new HashMap<>();
        try (var files = Files.newDirectoryStream(folder, "*.key")) {
            for (var file : files) add(file, keys);
        } catch (NoSuchFileException _) {
            return Map.of();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "the keys of webhooks cannot be read: {0}", e.getMessage());
        }
        return keys;
    }

    private static void add(Path file, Map<String, SecretKeySpec> keys) throws IOException {
        var name = NAME.matcher(String.valueOf(file.getFileName()));
        if (!name.matches() || Files.size(file) > LONGEST) return;
        if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
            LOG.log(System.Logger.Level.ERROR, "{0} can be read by everybody and does not count: chmod 600", file);
            return;
        }
        byte[] key = Files.readString(file).strip().getBytes(StandardCharsets.UTF_8);
        if (key.length >= SHORTEST) keys.put(name.group(1), new SecretKeySpec(key, "HmacSHA256"));
        else LOG.log(System.Logger.Level.ERROR, "{0} is shorter than {1} bytes and does not count", file, SHORTEST);
    }
}
