package dev.bailiwick.secrets.azure;

import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.json.Fields;
import dev.bailiwick.secrets.token.Assertion;
import java.net.URI;

/**
 * Who we are at Entra.
 *
 * @param login {@code https://login.microsoftonline.com}
 * @param thumbprint SHA-256 of the certificate that stands at the application, in Base64 for addresses
 */
public record Application(URI login, String tenant, String id, String thumbprint, Assertion key) {
    public Application {
        if (!tenant.matches("[A-Za-z0-9.-]{1,100}") || !id.matches("[A-Za-z0-9-]{1,60}"))
            throw new IllegalArgumentException("not a tenant and an application");
    }

    /** @throws dev.bailiwick.json.JsonException when the object does not say it */
    public static Application of(Fields fields) {
        return new Application(
                fields.optionallyParsed("login", URI::create).orElse(URI.create("https://login.microsoftonline.com")),
                fields.text("tenant"),
                fields.text("application"),
                fields.text("thumbprint"),
                fields.parsed("privateKey", pem -> new Assertion(new Secret(pem))));
    }
}
