package dev.bailiwick.secrets.vault;

import dev.bailiwick.json.Fields;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How Vault is reached, who we are there, and what may be asked of it.
 *
 * @param paths what is behind each name that a key may ask for, such as {@code database/creds/crm-read} or, for values,
 *     {@code secret/data/crm#api_key}
 */
public record Settings(URI address, Optional<String> namespace, Login login, Map<String, String> paths) {
    public Settings {
        paths = Map.copyOf(paths);
        if (!paths.values().stream()
                .allMatch(path -> path.matches("[A-Za-z0-9_-]+(/[A-Za-z0-9._-]+)+(#[A-Za-z0-9._-]+)?")))
            throw new IllegalArgumentException("not a path such as database/creds/crm-read");
    }

    /** @throws dev.bailiwick.json.JsonException when the object does not say it */
    public static Settings of(Fields fields) {
        var paths = new LinkedHashMap<String, String>();
        var grants = fields.object("grants");
        var each = Fields.of(grants);
        grants.members().keySet().forEach(name -> paths.put(name, each.text(name)));
        return new Settings(
                fields.parsed("address", URI::create), fields.optionalText("namespace"), Login.of(fields), paths);
    }
}
