package dev.bailiwick.secrets.vault;

import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.credential.BackendUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How we show Vault who we are. */
public sealed interface Login {
    /** Where the method is mounted. */
    String mount();

    /** @throws BackendUnavailable when what proves us is not there */
    JsonObject body();

    /** A role's id, and a secret id that was handed to us. */
    record AppRole(String mount, String roleId, Secret secretId) implements Login {
        @Override
        public JsonObject body() {
            return secretId.reveal(id ->
                    JsonObject.with("role_id", roleId).and("secret_id", id).build());
        }
    }

    /**
     * A token that the platform gives this process and renews in a file (JWT, OIDC, Kubernetes, SPIFFE): nothing of ours to keep.
     *
     * @param token read anew for each login
     */
    record Workload(String mount, String role, Path token) implements Login {
        private static final int LONGEST = 16 * 1024;

        @Override
        public JsonObject body() {
            try {
                if (Files.size(token) > LONGEST) throw new BackendUnavailable("the file " + token + " holds no token");
                var jwt = Files.readString(token).strip();
                if (!jwt.matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+"))
                    throw new BackendUnavailable("the file " + token + " holds no token");
                return JsonObject.with("role", role).and("jwt", jwt).build();
            } catch (IOException e) {
                throw new BackendUnavailable("the file " + token + " cannot be read: " + e.getMessage());
            }
        }
    }

    /** @throws dev.bailiwick.json.JsonException when the settings do not say it */
    static Login of(Fields fields) {
        if (fields.has("tokenFile"))
            return new Workload(
                    fields.optionalText("mount").orElse("jwt"),
                    fields.text("role"),
                    fields.parsed("tokenFile", Path::of));
        return new AppRole(
                fields.optionalText("mount").orElse("approle"),
                fields.text("roleId"),
                fields.parsed("secretId", Secret::new));
    }
}
