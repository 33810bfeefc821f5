package dev.bailiwick.core.hardening;

import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What the kernel filters, from libnftables' JSON (libnftables-json(5)), and what was tried against it. */
final class NetworkFilterRules {
    private static final String SOURCE = "nft -j list ruleset";
    private static final List<Check> CHECKS =
            List.of(Check.NET_03, Check.NET_04, Check.NET_05, Check.NET_06, Check.NET_07, Check.NET_08);

    private final Observed observed;
    private final Optional<AgentProfile> profile;
    private final List<JsonObject> chains = new ArrayList<>();
    private final List<JsonObject> rules = new ArrayList<>();

    NetworkFilterRules(Observed observed, Optional<AgentProfile> profile) {
        this.observed = observed;
        this.profile = profile;
        observed.firewall().ifPresent(ruleset -> {
            for (var each : ruleset.array("nftables")) {
                if (!(each instanceof JsonObject object)) continue;
                object.object("chain").ifPresent(chains::add);
                object.object("rule").ifPresent(rules::add);
            }
        });
    }

    void judge(Inspection out) {
        tried(out);
        if (observed.firewall().isEmpty()) {
            CHECKS.forEach(check ->
                    out.add(Result.unknown(check, "the packet filter cannot be read: scan as root, with nft")));
            return;
        }
        say(
                out,
                Check.NET_03,
                dropping("inet").isPresent() || dropping("ip").isPresent(),
                "no input chain drops what nobody allowed in");
        say(
                out,
                Check.NET_05,
                dropping("inet").isPresent() || dropping("ip6").isPresent(),
                "no input chain drops IPv6");
        if (profile.isEmpty()) {
            for (var check : List.of(Check.NET_04, Check.NET_06, Check.NET_07, Check.NET_08))
                out.add(Result.unknown(check, "only a profile says what should be so"));
            return;
        }
        front(out);
        say(
                out,
                Check.NET_06,
                in(
                        "forward",
                        rule -> has(rule, "proto-dst", profile.get().network().port()) && ends(rule, "drop")),
                "ports that a container runtime publishes are not filtered");
        account(out);
    }

    private void tried(Inspection out) {
        out.judge(
                Check.NET_09,
                observed.reachable().filter(tried -> !tried.isEmpty()),
                () -> "this machine has no address beyond loopback to try from",
                tried -> tried.entrySet().stream()
                        .filter(java.util.Map.Entry::getValue)
                        .map(each -> "a connection to " + each.getKey() + " was accepted")
                        .findFirst(),
                "no address of this machine beyond loopback answered",
                "connect(2)");
    }

    private static void say(Inspection out, Check check, boolean right, String wrong) {
        out.judge(check, right ? Optional.empty() : Optional.of(wrong), "so it is loaded in the kernel", SOURCE);
    }

    private Optional<JsonObject> dropping(String family) {
        return chains.stream()
                .filter(chain ->
                        is(chain, "family", family) && is(chain, "hook", "input") && is(chain, "policy", "drop"))
                .filter(chain -> rules.stream().noneMatch(rule -> same(rule, chain) && acceptsAll(rule)))
                .findFirst();
    }

    private void front(Inspection out) {
        int front = profile.orElseThrow().network().front();
        var accepting = rules.stream()
                .filter(rule -> has(rule, "dport", front) && ends(rule, "accept") && !hook(rule, "output"))
                .toList();
        boolean open = accepting.stream().anyMatch(rule -> !mentions(rule, "saddr"));
        boolean named = profile.orElseThrow().network().vpn().isEmpty() || !accepting.isEmpty();
        say(
                out,
                Check.NET_04,
                !open && named,
                open ? "the front is open to everybody" : "no rule lets the VPN's networks in");
    }

    private void account(Inspection out) {
        var number = observed.account().map(Observed.Account::number);
        if (number.isEmpty()) {
            for (var check : List.of(Check.NET_07, Check.NET_08))
                out.add(Result.fail(check, "the profile's account does not exist on this machine", "passwd(5)"));
            return;
        }
        var own = chains.stream()
                .filter(chain -> is(chain, "hook", "output"))
                .filter(chain -> rules.stream()
                        .anyMatch(rule ->
                                same(rule, chain) && mentionsAccount(rule, number.get()) && ends(rule, "accept")))
                .findFirst();
        var ofOwn = rules.stream()
                .filter(rule -> own.filter(chain -> same(rule, chain)).isPresent())
                .toList();
        boolean closed = !ofOwn.isEmpty() && ends(ofOwn.getLast(), "reject", "drop") && !narrowed(ofOwn.getLast());
        say(out, Check.NET_07, closed, "no output chain ends in a refusal for the agent's account");
        boolean metadata =
                ofOwn.stream().anyMatch(rule -> rule.text().contains("169.254.0.0") && ends(rule, "reject", "drop"));
        say(out, Check.NET_08, metadata, "no rule refuses 169.254.0.0/16 to the agent's account");
    }

    private boolean in(String hook, Predicate<JsonObject> wanted) {
        return rules.stream().anyMatch(rule -> hook(rule, hook) && wanted.test(rule));
    }

    private boolean hook(JsonObject rule, String hook) {
        return chains.stream().anyMatch(chain -> is(chain, "hook", hook) && same(rule, chain));
    }

    private static boolean same(JsonObject rule, JsonObject chain) {
        return rule.string("family").equals(chain.string("family"))
                && rule.string("table").equals(chain.string("table"))
                && rule.string("chain").equals(chain.string("name"));
    }

    private static boolean is(JsonObject object, String member, String value) {
        return object.string(member).filter(value::equals).isPresent();
    }

    private static boolean ends(JsonObject rule, String... verdicts) {
        var parts = rule.array("expr").values();
        if (parts.isEmpty() || !(parts.getLast() instanceof JsonObject last)) return false;
        return List.of(verdicts).stream().anyMatch(last::has);
    }

    private static boolean narrowed(JsonObject rule) {
        return mentions(rule, "match");
    }

    private static boolean acceptsAll(JsonObject rule) {
        return ends(rule, "accept") && !narrowed(rule);
    }

    private static boolean mentions(JsonObject rule, String word) {
        return rule.text().contains("\"" + word + "\"");
    }

    private static boolean has(JsonObject rule, String key, int value) {
        return mentions(rule, key) && contains(rule.array("expr"), value);
    }

    private static boolean contains(JsonValue value, int number) {
        return switch (value) {
            case JsonNumber found -> found.isLong() && found.longValue() == number;
            case JsonArray array -> array.values().stream().anyMatch(each -> contains(each, number));
            case JsonObject object -> object.members().values().stream().anyMatch(each -> contains(each, number));
            default -> false;
        };
    }

    private boolean mentionsAccount(JsonObject rule, long number) {
        boolean name = rule.text()
                .contains(new JsonString(profile.orElseThrow().account().name()).text());
        return mentions(rule, "skuid") && (name || contains(rule.array("expr"), (int) number));
    }
}
