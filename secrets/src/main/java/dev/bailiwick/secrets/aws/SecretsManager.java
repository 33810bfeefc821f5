package dev.bailiwick.secrets.aws;

import dev.bailiwick.core.credential.AwsKey;
import dev.bailiwick.core.credential.AwsSignature;
import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.RevocationClass;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.credential.BackendUnavailable;
import dev.bailiwick.procedure.credential.SecretBackend;
import dev.bailiwick.secrets.aws.Aws.Answer;
import dev.bailiwick.secrets.http.Remote;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Values that somebody keeps in Secrets Manager. A new one is laid there as {@code AWSPENDING} by whoever made it; a rotation here reads it, tries
 * it, and then moves {@code AWSCURRENT} to it. It did not make them and cannot end them where they open something: a person does.
 */
public final class SecretsManager implements SecretBackend {
    private static final String SERVICE = "secretsmanager.";
    private static final String CURRENT = "AWSCURRENT";
    private static final String PENDING = "AWSPENDING";

    private final String name;
    private final Settings settings;
    private final Aws aws;

    /** @param secrets what is behind each name that a key may ask for: a name or ARN there, with {@code #member} where it holds JSON */
    public record Settings(URI address, String region, AwsKey own, Map<String, String> secrets) {
        public Settings {
            secrets = Map.copyOf(secrets);
        }

        /** @throws JsonException when the object does not say it */
        public static Settings of(Fields fields) {
            var secrets = new LinkedHashMap<String, String>();
            var named = fields.object("grants");
            var each = Fields.of(named);
            named.members().keySet().forEach(name -> secrets.put(name, each.text(name)));
            var region = fields.text("region");
            return new Settings(
                    fields.optionallyParsed("address", URI::create)
                            .orElse(URI.create("https://secretsmanager." + region + ".amazonaws.com")),
                    region,
                    fields.parsed("key", text -> AwsKey.of(new Secret(text))),
                    secrets);
        }
    }

    public SecretsManager(String name, Settings settings, InstantSource clock) {
        this.name = name;
        this.settings = settings;
        var signature = new AwsSignature(settings.region(), "secretsmanager");
        this.aws = new Aws(name, new Remote(name, settings.address()), signature, clock);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public RevocationClass revocation() {
        return RevocationClass.HUMAN_ONLY;
    }

    @Override
    public boolean standing() {
        return true;
    }

    /** The version this lease got before; else the one that waits, else the one in use. */
    @Override
    public Issued issue(Lease lease) {
        var place = place(lease);
        if (!lease.reference().isEmpty())
            return value(place, "VersionId", lease.reference()).orElseThrow(this::gone);
        return value(place, "VersionStage", PENDING)
                .or(() -> value(place, "VersionStage", CURRENT))
                .orElseThrow(this::gone);
    }

    private BackendUnavailable gone() {
        return new BackendUnavailable("\"" + name + "\" has no value there any more");
    }

    private Place place(Lease lease) {
        return Optional.ofNullable(settings.secrets().get(lease.secret().name()))
                .map(Place::of)
                .orElseThrow(() -> new BackendUnavailable(
                        "\"" + name + "\" grants no \"" + lease.secret().name() + "\""));
    }

    private Optional<Issued> value(Place place, String which, String value) {
        var answer = ask("GetSecretValue", place.named().and(which, value));
        if (answer.code().equals("ResourceNotFoundException")) return Optional.empty();
        if (!answer.ok()) throw aws.failed(answer);
        try {
            var fields = Fields.of(Json.parseObject(answer.body()));
            return Optional.of(new Issued(place.value(fields.text("SecretString")), fields.text("VersionId")));
        } catch (JsonException _) {
            // its message would quote the answer
            throw new BackendUnavailable("\"" + name + "\" has nothing we can read at " + place.id());
        }
    }

    private Answer ask(String action, JsonObject.Builder body) {
        return aws.json(SERVICE + action, body.build(), settings.own());
    }

    /** May be repeated: broken off in the middle, the stage stands at one of the two and is moved again. */
    @Override
    public void promote(Lease fresh) {
        var place = place(fresh);
        var current = version(place, CURRENT);
        if (!current.equals(Optional.of(fresh.reference()))) {
            var move = place.named().and("VersionStage", CURRENT).and("MoveToVersionId", fresh.reference());
            current.ifPresent(old -> move.and("RemoveFromVersionId", old));
            require(ask("UpdateSecretVersionStage", move));
        }
        if (!version(place, PENDING).equals(Optional.of(fresh.reference()))) return;
        var waits = place.named().and("VersionStage", PENDING).and("RemoveFromVersionId", fresh.reference());
        require(ask("UpdateSecretVersionStage", waits));
    }

    private Optional<String> version(Place place, String stage) {
        return value(place, "VersionStage", stage).map(issued -> {
            issued.secret().close();
            return issued.reference();
        });
    }

    private void require(Answer answer) {
        if (!answer.ok()) throw aws.failed(answer);
    }

    /** What somebody made has the end that they gave it. */
    @Override
    public Secret renew(Lease longer, Secret held) {
        return held;
    }

    @Override
    public Ending revoke(Lease lease) {
        return new Ending.ByPerson("end the credential behind " + place(lease).id() + " of \"" + name
                + "\" where it was made; the old version stays there as AWSPREVIOUS until the next one");
    }

    @Override
    public Standing probe(Lease lease) {
        return Standing.UNKNOWN;
    }

    /** Where a value lies: {@code crm/api#key}. */
    private record Place(String id, Optional<String> member) {
        static Place of(String text) {
            int hash = text.indexOf('#');
            return hash < 0
                    ? new Place(text, Optional.empty())
                    : new Place(text.substring(0, hash), Optional.of(text.substring(hash + 1)));
        }

        JsonObject.Builder named() {
            return JsonObject.with("SecretId", id);
        }

        Secret value(String text) {
            return new Secret(
                    member.map(name -> Fields.of(Json.parseObject(text)).text(name))
                            .orElse(text));
        }
    }
}
