package dev.bailiwick.secrets.cyberark;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.RevocationClass;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.json.Fields;
import dev.bailiwick.procedure.credential.BackendUnavailable;
import dev.bailiwick.procedure.credential.SecretBackend;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What both have in common: values that somebody made and somebody ends. */
abstract class Kept implements SecretBackend {
    protected final String name;
    private final Map<String, String> grants;

    Kept(String name, Map<String, String> grants) {
        this.name = name;
        this.grants = Map.copyOf(grants);
    }

    static Map<String, String> grants(Fields fields) {
        var named = fields.object("grants");
        var each = Fields.of(named);
        Map<String, String> grants = new LinkedHashMap<>();
        named.members().keySet().forEach(grant -> grants.put(grant, each.text(grant)));
        return grants;
    }

    /** What it is called there. */
    final String granted(Lease lease) {
        return Optional.ofNullable(grants.get(lease.secret().name()))
                .orElseThrow(() -> unavailable("grants no \"" + lease.secret().name() + "\""));
    }

    final BackendUnavailable unavailable(String why) {
        return new BackendUnavailable("\"" + name + "\" " + why);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final RevocationClass revocation() {
        return RevocationClass.HUMAN_ONLY;
    }

    @Override
    public final boolean standing() {
        return true;
    }

    /** What somebody made has the end that they gave it. */
    @Override
    public final Secret renew(Lease longer, Secret held) {
        return held;
    }

    @Override
    public final Standing probe(Lease lease) {
        return Standing.UNKNOWN;
    }
}
