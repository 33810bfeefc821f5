package dev.bailiwick.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.testing.World;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.JsonObject;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A fetch that passes unasked goes where java goes too, and that is a listed place: for any text near a URL. */
class UrlFuzzTest {
    private static final int ROUNDS = Boolean.getBoolean("bailiwick.soak") ? 2_000_000 : 60_000;
    private static final String[] SCHEMES = {
        "http", "https", "HTTP", "hTTps", "ftp", "http:", "file", "", "wss", "\thttp"
    };
    private static final String[] SLASHES = {
        "://", "://", "://", "://", ":/", ":///", ":", ":\\\\", ":\\/", "://\\", ":/\u200b/"
    };
    private static final String[] USERS = {
        "", "", "", "", "", "a@", "a:b@", "@", "docs.example.org@", "wiki.corp.example%40", "a%40"
    };
    private static final String[] HOSTS = {
        "wiki.corp.example",
        "docs.example.org",
        "a.news.example.org",
        "a.apps.corp.example",
        "b.a.apps.corp.example",
        "10.1.2.3",
        "[fd00:1::5]",
        "localhost",
        "127.0.0.1",
        "0x0a010203",
        "167838211",
        "10.1.515",
        "012.1.2.3",
        "[::ffff:10.1.2.3]",
        "evil.example",
        "wiki.corp.example.evil.example",
        "evil.examplewiki.corp.example",
        "WIKI.corp.EXAMPLE",
        "wiki\u3002corp.example",
        "wiki.corp.example.",
        "wiki_corp.example",
        "w\u0456ki.corp.example",
        "xn--wki-7ra.corp.example",
        "169.254.169.254",
        "[fd00:1::5%25lo]"
    };
    private static final String[] PORTS = {
        "", "", "", "", ":80", ":443", ":8080", ":", ":0", ":99999", ":08080", ":8080@evil.example", ":a"
    };
    private static final String[] TAILS = {
        "",
        "/",
        "/a",
        "/prices",
        "/a/../prices",
        "/%2e%2e/prices",
        "/prices?x=1",
        "/prices#x",
        "/a\\b",
        "?@evil.example/",
        "#@evil.example/",
        "/\r\nHost: evil.example",
        "/a%0d%0ab",
        "/a b",
        "/\u00e4",
        "/;a=b",
        "//evil.example/",
        "/@evil.example",
        "/[a]",
        "/{a}",
        "/%",
        "/a|b",
        "/?a[]=b"
    };
    private static final String NASTY =
            "@\\/:?#[]%.\t\n\r \u0000\u00ad\u200b\u3002\uff0e\uff0f\uff20\u2044\u202e0123456789abcdefx-_<>\"'^`{|}";
    private static final Set<String> INSIDE = Set.of("wiki.corp.example");
    private static final Set<String> WEB = Set.of("docs.example.org", "a.news.example.org");

    private final World world = World.at(Step.PRODUCTION)
            .hearing("docs.example.org/prices https://docs.example.org/a http://a.news.example.org/prices");

    @Test
    void what_passes_unasked_is_read_alike_by_java_and_goes_to_a_listed_place() {
        long seed = Long.getLong("bailiwick.seed", System.nanoTime());
        System.out.println("seed " + seed);
        var random = new Random(seed);
        int passed = 0;
        for (int i = 0; i < ROUNDS; i++) {
            String text = candidate(random);
            var attempt = World.call("web_fetch", "{}");
            var operation = World.CATALOG.classify(
                    new Call("web_fetch", JsonObject.with("url", text).build()),
                    world.session()::vouchesFor,
                    world.facts().agent(attempt.agent()).orElseThrow(),
                    world.facts().network());
            if (operation.hazard().isEmpty() && operation.tier().compareTo(Tier.T2) <= 0) {
                passed++;
                assertThat(goesToAListedPlace(text))
                        .as("seed %d: \"%s\"", seed, text)
                        .isTrue();
            }
        }
        assertThat(passed).as("the fuzz reaches what passes").isGreaterThan(ROUNDS / 1_000);
    }

    private static String candidate(Random random) {
        var text = new StringBuilder(one(random, SCHEMES)
                + one(random, SLASHES)
                + one(random, USERS)
                + one(random, HOSTS)
                + one(random, PORTS)
                + one(random, TAILS));
        for (int changes = random.nextInt(8) - 4; changes > 0; changes--) {
            int at = random.nextInt(text.length() + 1);
            if (random.nextBoolean()) text.insert(at, NASTY.charAt(random.nextInt(NASTY.length())));
            else if (at < text.length()) text.deleteCharAt(at);
        }
        return text.toString();
    }

    private static String one(Random random, String[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static boolean goesToAListedPlace(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            // java's URI is RFC 2396 with additions: letters beyond ASCII in a path are the one thing we read and it
            // may not
            return false;
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null) return false;
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        boolean apps = host.endsWith(".apps.corp.example");
        if (host.matches("[0-9.]+|\\[.*]")) return isListed(host);
        return INSIDE.contains(host) || WEB.contains(host) || apps || (host.equals("localhost") && port == 8080);
    }

    private static boolean isListed(String address) {
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress(); // a literal: nothing is looked up
            String hex = HexFormat.of().formatHex(bytes);
            return bytes.length == 4 ? hex.startsWith("0a01") : hex.startsWith("fd000001");
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
