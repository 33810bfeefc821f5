package dev.bailiwick.secrets.openssh;

import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.json.Fields;
import dev.bailiwick.secrets.root.RootKey;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which machine the certificates are for, and what they may say.
 *
 * @param root the authority's key and every lease's follow from it
 * @param hostKey of the machine, as in {@code known_hosts} behind the name: a probe at another machine would prove nothing
 * @param list where the revocation list is written; sshd reads it there ({@code RevokedKeys})
 * @param grants what each name that a key may ask for allows
 */
public record Settings(
        String host, int port, String user, String hostKey, Path list, RootKey root, Map<String, Grant> grants) {
    /**
     * What a certificate allows.
     *
     * @param command the one command it runs, whatever else is asked for
     */
    public record Grant(List<String> principals, String command, Optional<String> from) {
        public Grant {
            principals = List.copyOf(principals);
        }
    }

    public Settings {
        if (!host.matches("[A-Za-z0-9][A-Za-z0-9.-]*")) throw new IllegalArgumentException("not the name of a machine");
        if (!user.matches("[a-z_][a-z0-9_-]*")) throw new IllegalArgumentException("not the name of an account");
        if (!hostKey.matches("[a-z0-9@.-]+ [A-Za-z0-9+/=]+"))
            throw new IllegalArgumentException("not a host key such as `ssh-ed25519 AAAA...`");
        grants = Map.copyOf(grants);
    }

    /** @throws dev.bailiwick.json.JsonException when the object does not say it */
    public static Settings of(Fields fields) {
        var grants = new LinkedHashMap<String, Grant>();
        var named = fields.object("grants");
        var each = Fields.of(named);
        named.members().keySet().forEach(name -> grants.put(name, grant(each.fields(name))));
        return new Settings(
                fields.text("host"),
                fields.optionalNumber("port").orElse(22L).intValue(),
                fields.text("user"),
                fields.text("hostKey"),
                fields.parsed("list", Path::of),
                fields.parsed("root", text -> new RootKey(new Secret(text))),
                grants);
    }

    private static Grant grant(Fields fields) {
        var grant = new Grant(fields.texts("principals"), fields.text("command"), fields.optionalText("from"));
        fields.end();
        return grant;
    }
}
