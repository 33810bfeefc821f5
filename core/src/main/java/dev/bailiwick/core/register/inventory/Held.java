package dev.bailiwick.core.register.inventory;

import dev.bailiwick.core.value.SecretShape;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.util.List;

/**
 * A credential, by reference: where it lies, never what it is.
 *
 * @param integration the system that accepts it
 * @param permissions the guide's scopes; none stated is all of them
 */
public record Held(String id, String integration, String reference, List<String> permissions) {
    public Held {
        permissions = List.copyOf(permissions);
    }

    static Held of(Fields fields) {
        var held = new Held(
                fields.parsed("id", Inventory::id),
                fields.text("integration"),
                fields.parsed("reference", Held::withoutSecret),
                fields.texts("permissions"));
        fields.end();
        return held;
    }

    JsonObject json() {
        return JsonObject.with("id", id)
                .and("integration", integration)
                .and("reference", reference)
                .and("permissions", JsonArray.ofStrings(permissions))
                .build();
    }

    private static String withoutSecret(String reference) {
        SecretShape.in(reference).ifPresent(shape -> {
            throw new IllegalArgumentException(
                    "a reference says where the credential lies; this is " + shape + " itself");
        });
        return reference;
    }
}
