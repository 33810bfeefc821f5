package dev.bailiwick.core.hardening;

import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.util.Set;
import java.util.regex.Pattern;

/** The operating-system account of one agent: no shell, no home, no password, no group but its own. */
public record ServiceAccount(String name) {
    private static final Pattern SHAPE = Pattern.compile("[a-z_][a-z0-9_-]{0,30}");

    /** Accounts that are somebody else's. */
    private static final Set<String> TAKEN =
            Set.of("root", "daemon", "bin", "sys", "nobody", "www-data", "sshd", "bailiwick");

    public ServiceAccount {
        if (!SHAPE.matcher(name).matches()) {
            throw new IllegalArgumentException("not an account name (lower-case letters, digits, _ -, at most 31): \""
                    + Untrusted.visible(name) + "\"");
        }
        if (TAKEN.contains(name)) throw new IllegalArgumentException("the account " + name + " is no agent's own");
    }

    static ServiceAccount of(Fields fields) {
        var account = fields.parsed("name", ServiceAccount::new);
        fields.end();
        return account;
    }

    JsonObject json() {
        return JsonObject.with("name", name).build();
    }
}
