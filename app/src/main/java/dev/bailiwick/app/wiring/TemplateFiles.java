package dev.bailiwick.app.wiring;

import dev.bailiwick.core.template.Template;
import dev.bailiwick.core.template.Templates;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The templates, as they ship: a data file, a document, and for some the policies that enforce it. */
public final class TemplateFiles {
    private TemplateFiles() {}

    public static Templates shipped() {
        return new Templates(Templates.SHIPPED.stream().map(TemplateFiles::read).toList());
    }

    private static Template read(String name) {
        try {
            return Template.of(
                    Json.parseObject(
                            text(name + ".json").orElseThrow().getBytes(StandardCharsets.UTF_8), JsonLimits.FILE),
                    text(name + ".md").orElseThrow(),
                    text(name + ".cedar"));
        } catch (IOException | JsonException e) {
            throw new IllegalStateException("the template " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Optional<String> text(String file) throws IOException {
        try (var stream = Templates.class.getResourceAsStream(file)) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
