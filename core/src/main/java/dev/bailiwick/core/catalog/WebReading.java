package dev.bailiwick.core.catalog;

import dev.bailiwick.core.value.HostPattern;
import dev.bailiwick.core.value.SecretShape;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.core.value.Url;
import dev.bailiwick.core.value.UrlReading;
import java.util.List;

/** URLs that are fetched, or hosts that something is sent to. A fetch is output too: the URL itself tells something. */
record WebReading(List<String> arguments, Use use) implements Reading {
    /** What the URL is for. */
    enum Use {
        FETCH,
        SEND
    }

    WebReading {
        arguments = List.copyOf(arguments);
    }

    @Override
    public Finding read(Call call, Surroundings around) {
        var texts = call.texts(arguments);
        if (texts.none()) return Finding.of(Tier.T3, "it names no address");
        var finding = texts.odd() ? Finding.of(Tier.T3, "an address is no text") : Finding.NOTHING;
        for (String text : texts.found()) {
            finding = finding.and(use == Use.FETCH ? fetch(text, around) : send(text, around));
        }
        return finding;
    }

    /** A GET. */
    static Finding fetch(String text, Surroundings around) {
        return switch (Url.read(text)) {
            case UrlReading.Unreadable(var why) -> Finding.hazard(Tier.T3, text, why);
            case Url url -> safe(text, url, fetch(url, around));
        };
    }

    private static Finding fetch(Url url, Surroundings around) {
        if (around.network().inside(url)) return Finding.of(Tier.T1, url.text(), "the host is a listed internal one");
        if (url.host().isMetadata() || url.host().isThisMachine()) {
            return Finding.of(
                    Tier.T4, url.text(), "it reaches into the machine itself, and nobody listed that as internal");
        }
        boolean listed = HostPattern.listed(around.agent().webList(), url.host(), url.port());
        if (!listed) return Finding.of(Tier.T3, url.text(), "a fetch from an external host tells it something");
        return around.vouched().test(url)
                ? Finding.of(
                        Tier.T2, url.text(), "a page of the agent's web list that the person or the site itself named")
                : Finding.of(
                        Tier.T3, url.text(), "the address on a listed site was named by nobody, so it may carry data");
    }

    private static Finding send(String text, Surroundings around) {
        return switch (Url.read(text)) {
            case UrlReading.Unreadable(var why) -> Finding.hazard(Tier.T3, text, why);
            case Url url ->
                safe(
                        text,
                        url,
                        around.network().inside(url)
                                ? Finding.of(Tier.T2, url.text(), "it sends data to a listed internal host")
                                : Finding.of(Tier.T3, url.text(), "it sends data to an external host"));
        };
    }

    private static Finding safe(String text, Url url, Finding finding) {
        return SecretShape.inUrl(text)
                .or(() -> SecretShape.inUrl(url.text()))
                .map(secret -> finding.and(Finding.hazard(Tier.T3, url.origin(), "the address carries " + secret)))
                .orElse(finding);
    }
}
