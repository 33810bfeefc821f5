package dev.bailiwick.core.catalog;

import dev.bailiwick.core.value.Tier;
import java.util.List;

/**
 * Paths that are read or written.
 *
 * @param optional whether the tool looks at its own folder when no path is given
 */
record FileReading(List<String> arguments, Access access, boolean optional) implements Reading {
    /** What happens to the files. */
    enum Access {
        READ,
        WRITE,
        /** An argument may also be a URL, which is then fetched. */
        READ_OR_FETCH
    }

    FileReading {
        arguments = List.copyOf(arguments);
    }

    @Override
    public Finding read(Call call, Surroundings around) {
        var texts = call.texts(arguments);
        var unreadable = access == Access.WRITE ? Tier.T4 : Tier.T3;
        if (texts.none() && optional) return Finding.of(Tier.T1, "it looks at its own folder");
        if (texts.none()) return Finding.of(unreadable, "it names no file");
        var finding = texts.odd() ? Finding.of(unreadable, "a path is no text") : Finding.NOTHING;
        for (String text : texts.found()) finding = finding.and(one(text, around));
        return finding;
    }

    private Finding one(String text, Surroundings around) {
        if (access == Access.READ_OR_FETCH && text.strip().matches("(?is)[a-z][a-z0-9+.-]*:.*")) {
            return WebReading.fetch(text, around);
        }
        return access == Access.WRITE
                ? around.paths().written(text, around.agent())
                : around.paths().read(text, around.agent());
    }
}
