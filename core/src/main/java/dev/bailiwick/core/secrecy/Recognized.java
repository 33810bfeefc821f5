package dev.bailiwick.core.secrecy;

import dev.bailiwick.core.value.DataClass;
import dev.bailiwick.json.JsonObject;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What sort of data a text shows by its form alone: secrets, card numbers, and what leads to a person (a mail address, a
 * telephone number). That a text is about somebody's health has no form: nothing here says so.
 */
public final class Recognized {
    /** So much of a text is looked at: far more than is ever kept of one. */
    private static final int MOST = 100_000;

    private static final Pattern PERSON = Pattern.compile("[\\w.%+-]{1,64}@[\\p{Alnum}-]{1,63}\\.\\p{Alnum}"
            + "|\\+[1-9][0-9]{0,3}[ (/-]{0,2}[0-9](?:[ )/-]{0,2}[0-9]){6,12}");

    private Recognized() {}

    public static Set<DataClass> in(String text) {
        String looked = text.length() <= MOST ? text : text.substring(0, MOST);
        Set<DataClass> found = EnumSet.noneOf(DataClass.class);
        for (var kind : secrets(looked)) found.add(kind == SecretKind.CARD_NUMBER ? DataClass.CARD : DataClass.SECRET);
        if (PERSON.matcher(looked).find()) found.add(DataClass.PERSONAL);
        return found;
    }

    private static Set<SecretKind> secrets(String text) {
        return Redacted.of(JsonObject.with("text", text).build()).found().keySet();
    }
}
