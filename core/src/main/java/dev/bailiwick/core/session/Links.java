package dev.bailiwick.core.session;

import dev.bailiwick.core.value.Url;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds URLs in prose and in pages. A find is a hint that is then read strictly; what is not a URL is left out. */
final class Links {
    private static final Pattern ABSOLUTE = Pattern.compile("(?i)\\bhttps?://[^\\s<>\"'`\\\\^{}|]{1,4096}+");

    /** A host and perhaps a path, as people write them: {@code example.org/prices}. */
    private static final Pattern BARE = Pattern.compile(
            "(?i)(?<![\\w@./:%-])(?:[a-z0-9-]{1,63}\\.){1,8}[a-z]{2,24}(?::[0-9]{2,5})?(?:/[^\\s<>\"'`\\\\^{}|]{0,2048}+)?(?![\\w@])");

    /** Links that a page writes from its own root. */
    private static final Pattern ROOTED =
            Pattern.compile("(?i)(?:\\]\\(|\\bhref\\s{0,5}=\\s{0,5}[\"']?)(/(?!/)[^\\s<>\"'`\\\\^{}|)]{0,2048}+)");

    private Links() {}

    /** What a person's words name: the URL, the same one over TLS, and each without its fragment. */
    static Set<String> named(String text) {
        Set<String> urls = new LinkedHashSet<>();
        var absolute = ABSOLUTE.matcher(text);
        while (absolute.find()) trimmed(absolute.group()).ifPresent(url -> add(url, urls));
        var bare = BARE.matcher(text);
        while (bare.find()) trimmed("http://" + bare.group()).ifPresent(url -> add(url, urls));
        return urls;
    }

    private static void add(Url url, Set<String> urls) {
        for (Url each : List.of(url, url.overTls())) {
            urls.add(each.text());
            urls.add(each.withoutFragment().text());
        }
    }

    /** What a page links on its own origin. */
    static Set<String> on(Url page, String text) {
        Set<String> urls = new LinkedHashSet<>();
        var absolute = ABSOLUTE.matcher(text);
        while (absolute.find()) {
            trimmed(absolute.group())
                    .filter(url -> url.origin().equals(page.origin()))
                    .ifPresent(url -> keep(url, urls));
        }
        var rooted = ROOTED.matcher(text);
        while (rooted.find()) page.sibling(rooted.group(1)).ifPresent(url -> keep(url, urls));
        return urls;
    }

    private static void keep(Url url, Set<String> urls) {
        urls.add(url.text());
        urls.add(url.withoutFragment().text());
    }

    /** Without the punctuation that ends a sentence or closes a bracket around the URL. */
    private static Optional<Url> trimmed(String found) {
        String text = found;
        while (!text.isEmpty() && ".,;:!?*_~)]".indexOf(text.charAt(text.length() - 1)) >= 0) {
            if (text.endsWith(")") && text.indexOf('(') >= 0) break;
            text = text.substring(0, text.length() - 1);
        }
        return Url.of(text);
    }
}
