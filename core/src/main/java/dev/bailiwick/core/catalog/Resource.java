package dev.bailiwick.core.catalog;

import dev.bailiwick.core.value.DataClass;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.util.List;
import java.util.Set;

/**
 * What a call acts on.
 *
 * @param id which one, canonical where the kind has a canonical form (a mail address, a host); empty when the call names
 *     none. The agent's own words otherwise
 * @param external whether it lies outside the organisation; in doubt it does
 * @param classes what sort of data it is known to hold
 */
public record Resource(Kind kind, String id, boolean external, Set<DataClass> classes) {
    /** The resource types of {@code bailiwick.cedarschema}, one for one. */
    public enum Kind {
        MAILBOX("Mailbox"),
        CHANNEL("Channel"),
        CALENDAR("Calendar"),
        DOCUMENT("Document"),
        REPOSITORY("Repository"),
        HOST("Host"),
        PAYMENT_ACCOUNT("PaymentAccount"),
        CUSTOMER_RECORD("CustomerRecord"),
        CLOUD_RESOURCE("CloudResource"),
        /** The agent's own instructions. */
        INSTRUCTION("Instruction"),
        /** A tool of which nobody knows what it acts on: goes with {@link Verb#UNCLASSIFIED} alone. */
        TOOL("Tool"),
        /** A site: its id is the canonical host name. */
        WEB_ORIGIN("WebOrigin");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        /** The entity type's name in the schema. */
        public String type() {
            return type;
        }
    }

    public Resource {
        classes = Set.copyOf(classes);
    }

    /** The different places of a target: whoever writes to people may write to several at once. */
    public static List<String> places(Kind kind, String target) {
        boolean people = kind == Kind.CHANNEL || kind == Kind.MAILBOX || kind == Kind.CALENDAR;
        return people ? List.of(target.split(", ", -1)) : List.of(target);
    }

    public JsonObject json() {
        return JsonObject.with("kind", Fields.spelling(kind))
                .and("id", id)
                .and("external", external)
                .and(
                        "classes",
                        JsonArray.ofStrings(
                                classes.stream().sorted().map(Fields::spelling).toList()))
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the object is no resource */
    public static Resource of(JsonObject json) {
        var fields = Fields.of(json);
        var resource = new Resource(
                fields.oneOf("kind", Kind.class),
                fields.text("id"),
                fields.flag("external"),
                Set.copyOf(fields.eachOneOf("classes", DataClass.class)));
        fields.end();
        return resource;
    }
}
