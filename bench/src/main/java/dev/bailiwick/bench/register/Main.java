package dev.bailiwick.bench.register;

import dev.bailiwick.app.wiring.GuideFiles;
import dev.bailiwick.app.wiring.RegisterFile;
import dev.bailiwick.core.exposure.BlastRadius;
import dev.bailiwick.core.exposure.Exposure;
import dev.bailiwick.core.guide.Guide;
import dev.bailiwick.core.guide.Guides;
import dev.bailiwick.core.guide.Onward;
import dev.bailiwick.core.guide.Scope;
import dev.bailiwick.core.register.inventory.Deployed;
import dev.bailiwick.core.register.inventory.Held;
import dev.bailiwick.core.register.inventory.Integration;
import dev.bailiwick.core.register.inventory.Inventory;
import dev.bailiwick.core.register.inventory.Machine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** the blast radius of one credential and one agent among 1,000 agents, 20,000 credentials, 200,000 permissions */
public final class Main {
    private static final int AGENTS = 1_000;
    private static final int CREDENTIALS = 20_000;
    private static final int PERMISSIONS = 200_000;
    private static final int INTEGRATIONS = 3_000;
    private static final int ASKED = 300;
    private static final int SEED = 20261125;

    private Main() {}

    public static void main(String[] args) {
        var inventory = inventory(GuideFiles.shipped(), new Random(SEED));
        long start = System.nanoTime();
        var exposure = new Exposure(inventory);
        System.out.printf(Locale.ROOT, "seed %d; indexed in %.1f ms%n", SEED, (System.nanoTime() - start) / 1e6);
        for (var kind : List.of("credential", "agent")) {
            measure(exposure, kind);
            print(kind, measure(exposure, kind));
        }
        long permissions = inventory.credentials().values().stream()
                .mapToLong(held -> held.permissions().size())
                .sum();
        System.out.printf(Locale.ROOT, "%,d permissions%n", permissions);
        for (int agents : new int[] {10, 1_000}) decisions(agents);
    }

    private static void decisions(int agents) {
        var bench = new Decisions(agents);
        for (int i = 0; i < 5; i++) bench.measure();
        var micros = bench.measure();
        System.out.printf(
                Locale.ROOT,
                "one decision among %,d agents: p50 %.1f us, p99 %.1f us%n",
                agents,
                micros[micros.length / 2],
                micros[micros.length * 99 / 100]);
    }

    private static void print(String kind, double[] millis) {
        System.out.printf(
                Locale.ROOT,
                "one %s: p50 %.2f ms, p99 %.2f ms, longest %.2f ms%n",
                kind,
                millis[millis.length / 2],
                millis[millis.length * 99 / 100],
                millis[millis.length - 1]);
    }

    private static double[] measure(Exposure exposure, String kind) {
        var weighing = RegisterFile.weighing();
        var millis = new double[ASKED];
        for (int i = 0; i < ASKED; i++) {
            var from = exposure.find(kind + i).orElseThrow();
            long before = System.nanoTime();
            var radius = BlastRadius.of(exposure, weighing, from, _ -> false);
            millis[i] = (System.nanoTime() - before) / 1e6;
            if (radius.reached().size() < 2) throw new IllegalStateException(from + " reaches nothing");
        }
        Arrays.sort(millis);
        return millis;
    }

    /** Each pipeline is stated and leads to three credentials; one host in ten agents; the seed decides the rest. */
    private static Inventory inventory(Guides guides, Random random) {
        Map<String, Integration> integrations = new HashMap<>();
        for (int i = 0; i < INTEGRATIONS; i++) {
            var guide = guides.all().get(i % guides.all().size());
            integrations.put(
                    "system" + i,
                    new Integration("system" + i, Optional.of(guide), guide.data(), Optional.of(100L), onward(random)));
        }
        Map<String, Held> credentials = new HashMap<>();
        int left = PERMISSIONS;
        for (int i = 0; i < CREDENTIALS; i++) {
            var held = held(
                    i,
                    Objects.requireNonNull(integrations.get("system" + random.nextInt(INTEGRATIONS))),
                    left / (CREDENTIALS - i),
                    random);
            left -= held.permissions().size();
            credentials.put(held.id(), held);
        }
        Map<String, Deployed> agents = new HashMap<>();
        Map<String, Machine> hosts = new HashMap<>();
        for (int i = 0; i < AGENTS; i++) {
            var host = "host" + i / 10;
            hosts.put(host, new Machine(host, List.of()));
            agents.put("agent" + i, new Deployed("agent" + i, Optional.of(host), i % 2 == 0, some(random, 20)));
        }
        return new Inventory(hosts, integrations, credentials, agents);
    }

    private static Map<Onward, List<String>> onward(Random random) {
        Map<Onward, List<String>> onward = new HashMap<>();
        for (var kind : Onward.values()) onward.put(kind, some(random, random.nextInt(3)));
        return onward;
    }

    private static List<String> some(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> "credential" + random.nextInt(CREDENTIALS))
                .toList();
    }

    /** With so many permissions; where the guide has fewer scopes, some stand twice: the file may say so too. */
    private static Held held(int number, Integration integration, int count, Random random) {
        List<String> scopes = new ArrayList<>(scopes(integration.guide().orElseThrow()));
        Collections.shuffle(scopes, random);
        var chosen = IntStream.range(0, count)
                .mapToObj(i -> scopes.get(i % scopes.size()))
                .toList();
        return new Held("credential" + number, integration.id(), "vault:" + number, chosen);
    }

    private static List<String> scopes(Guide guide) {
        return guide.scopes().stream().map(Scope::name).toList();
    }
}
