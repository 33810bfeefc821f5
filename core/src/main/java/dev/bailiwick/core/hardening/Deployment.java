package dev.bailiwick.core.hardening;

import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the agent's runtime is started.
 *
 * @param kind what starts it
 * @param image for containers: by digest, since a tag means something else tomorrow
 * @param program what a service manager starts
 * @param arguments what it is given
 */
public record Deployment(Kind kind, Optional<String> image, HostPath program, List<String> arguments) {
    /** What starts an agent's runtime. */
    public enum Kind {
        SYSTEMD,
        DOCKER,
        PODMAN,
        KUBERNETES
    }

    private static final Pattern IMAGE =
            Pattern.compile("[a-z0-9][a-z0-9._/-]{0,150}(?::[0-9]{1,5}/[a-z0-9._/-]{1,150})?@sha256:[0-9a-f]{64}");
    private static final Pattern ARGUMENT = Pattern.compile("[A-Za-z0-9._/+@=-]{1,200}");

    public Deployment {
        image.ifPresent(Deployment::requireImage);
        arguments = arguments.stream().map(Deployment::requireArgument).toList();
    }

    private static String requireImage(String image) {
        if (!IMAGE.matcher(image).matches()) {
            throw new IllegalArgumentException(
                    "an image is named by digest, such as registry.corp.example/openclaw@sha256:" + "... : \""
                            + Untrusted.visible(image) + "\"");
        }
        return image;
    }

    private static String requireArgument(String argument) {
        if (!ARGUMENT.matcher(argument).matches()) {
            throw new IllegalArgumentException(
                    "an argument has letters, digits and . _ / + @ = - : \"" + Untrusted.visible(argument) + "\"");
        }
        return argument;
    }

    static Deployment of(Fields fields) {
        var kind = fields.oneOf("kind", Kind.class);
        var deployment = new Deployment(
                kind,
                fields.optionallyParsed("image", Deployment::requireImage),
                fields.parsed("program", HostPath::new),
                fields.eachParsed("arguments", Deployment::requireArgument));
        fields.end();
        return deployment;
    }

    JsonObject json() {
        return JsonObject.with("kind", Fields.spelling(kind))
                .and("image", image.map(JsonString::new))
                .and("program", program.text())
                .and("arguments", JsonArray.ofStrings(arguments))
                .build();
    }
}
