package dev.bailiwick.core.guide;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every guide, by name. */
public final class Guides {
    /** The data files shipped as resources beside this class, without their ending. */
    public static final List<String> SHIPPED = List.of(
            "aws",
            "azure",
            "bitbucket",
            "braintree",
            "browser",
            "confluence",
            "discord",
            "gcp",
            "github",
            "gitlab",
            "gmail",
            "google-calendar",
            "google-drive",
            "hubspot",
            "imap-smtp",
            "jira",
            "kubernetes",
            "microsoft-calendar",
            "mysql",
            "notion",
            "outlook",
            "postgresql",
            "salesforce",
            "shell",
            "slack",
            "stripe",
            "teams",
            "telegram",
            "vault",
            "whatsapp");

    private final SortedMap<String, Guide> byName;

    private Guides(SortedMap<String, Guide> byName) {
        this.byName = byName;
    }

    /** @throws IllegalArgumentException when two have one name */
    public static Guides of(Collection<Guide> guides) {
        SortedMap<String, Guide> byName = new TreeMap<>();
        for (var guide : guides) {
            if (byName.put(guide.name(), guide) != null) {
                throw new IllegalArgumentException("two guides are named \"" + guide.name() + "\"");
            }
        }
        return new Guides(byName);
    }

    public Optional<Guide> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** All of them, by name. */
    public List<Guide> all() {
        return List.copyOf(byName.values());
    }
}
