package dev.bailiwick.core.catalog;

import dev.bailiwick.json.Fields;
import java.util.List;

/** One way to look at a call's arguments. Never fails: what it cannot read, it finds in the strictest tier it knows. */
sealed interface Reading
        permits CommandReading,
                ArgumentsReading,
                FileReading,
                PatchReading,
                WebReading,
                PeopleReading,
                MoneyReading,
                ScheduleReading {
    Finding read(Call call, Surroundings around);

    /** @throws dev.bailiwick.json.JsonException when the fields are no reading */
    static Reading of(Fields fields) {
        var reading = switch (fields.oneOf("kind", Kind.class)) {
            case COMMAND -> new CommandReading(fields.text("argument"), fields.texts("beside"));
            case ARGUMENTS -> new ArgumentsReading(fields.text("argument"), fields.texts("beside"));
            case READS_FILES -> files(fields, FileReading.Access.READ);
            case WRITES_FILES -> files(fields, FileReading.Access.WRITE);
            case READS_FILES_OR_WEB -> files(fields, FileReading.Access.READ_OR_FETCH);
            case PATCHES_FILES -> new PatchReading(fields.text("argument"));
            case FETCHES -> new WebReading(arguments(fields), WebReading.Use.FETCH);
            case SENDS_TO_HOST -> new WebReading(arguments(fields), WebReading.Use.SEND);
            case WRITES_TO_PEOPLE -> new PeopleReading(arguments(fields), fields.optionalText("channel"));
            case MOVES_MONEY -> new MoneyReading(fields.text("amount"), fields.text("currency"));
            case SCHEDULES -> new ScheduleReading(fields.texts("commandMembers"), fields.texts("commandKinds"));
        };
        fields.end();
        return reading;
    }

    private static FileReading files(Fields fields, FileReading.Access access) {
        return new FileReading(
                arguments(fields), access, fields.optionalFlag("optional").orElse(false));
    }

    private static List<String> arguments(Fields fields) {
        return fields.texts("arguments");
    }

    /** The data files' words. */
    enum Kind {
        COMMAND,
        ARGUMENTS,
        READS_FILES,
        WRITES_FILES,
        READS_FILES_OR_WEB,
        PATCHES_FILES,
        FETCHES,
        SENDS_TO_HOST,
        WRITES_TO_PEOPLE,
        MOVES_MONEY,
        SCHEDULES
    }
}
