package dev.bailiwick.console.text;

import dev.bailiwick.core.session.Provenance;
import dev.bailiwick.json.Fields;

/** Where an argument came from; the excerpt is what somebody wrote. */
public record Origin(Shown argument, String source, Shown where, Shown excerpt) {
    public static Origin of(Provenance provenance) {
        return new Origin(
                Shown.line(provenance.argument()),
                Fields.spelling(provenance.source()),
                Shown.line(provenance.where()),
                Shown.line(provenance.excerpt()));
    }
}
