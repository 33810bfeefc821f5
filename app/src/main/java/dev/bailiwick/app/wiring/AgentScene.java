package dev.bailiwick.app.wiring;

import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.evidence.Exhibit;
import dev.bailiwick.core.incident.evidence.Indicators;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.secrecy.Redacted;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.host.evidence.AgentFolder;
import dev.bailiwick.host.evidence.EvidenceUnreadable;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.incident.Investigation;
import dev.bailiwick.procedure.incident.Scene;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the agents of a case left on this machine: the folder each was connected with, the workspace its people named, its
 * processes. The configuration itself may name any folder, and the agent can write it: it is not followed.
 */
record AgentScene(Rooms rooms, Whereabouts whereabouts, Investigation investigation) implements Scene {
    /** Whose contents become exhibits; of everything else in the folder only digests are kept. */
    private static final Pattern SHOWN = Pattern.compile(
            "openclaw[^/]*\\.json|(?:workspace[^/]*|skills|memory|hooks|cron)/.*|agents/[^/]+/(?:sessions|memory|workspace)/.*");

    private static final Pattern PARTS =
            Pattern.compile("openclaw[^/]*\\.json|(?:workspace[^/]*|skills|memory|hooks|cron)/.*");

    private static final Set<String> SKIPPED = Set.of("node_modules", ".git", ".cache", "npm");

    static final List<String> NOT_HERE =
            List.of("container diff: no container runtime is asked by this version", "memory images: never taken");

    @Override
    public Collected collect(Incident incident) {
        List<Exhibit> exhibits = new ArrayList<>();
        List<String> left = new ArrayList<>(NOT_HERE);
        for (var agent : agents(incident)) {
            exhibits.add(Exhibit.of("agents/" + agent + "/processes-now.json", processes(agent, left)));
            exhibits.addAll(inquiry(incident, agent, left));
            var files = new Files(agent, exhibits, left);
            connected(agent, left).ifPresent(folder -> files.take("state", folder, SHOWN));
            workspace(agent).ifPresent(folder -> files.take("workspace", folder, Pattern.compile(".*")));
        }
        return new Collected(exhibits, left);
    }

    /** What makes an agent what it is, by digest: what its sessions leave behind is no part of that. */
    Map<String, Digest> parts(AgentId agent) {
        Map<String, Digest> parts = new TreeMap<>();
        connected(agent, new ArrayList<>()).ifPresent(folder -> below("state", folder, PARTS, parts));
        workspace(agent).ifPresent(folder -> below("workspace", folder, Pattern.compile(".*"), parts));
        return parts;
    }

    private static void below(String what, Path root, Pattern wanted, Map<String, Digest> into) {
        try {
            for (var found : AgentFolder.below(root, AgentScene::skipped).found())
                if (wanted.matcher(found.path()).matches()) into.put(what + "/" + found.path(), found.digest());
        } catch (EvidenceUnreadable e) {
            throw new Refusal(4, what + ": " + e.getMessage());
        }
    }

    private static boolean skipped(String path) {
        return SKIPPED.contains(path.substring(path.lastIndexOf('/') + 1));
    }

    private List<Exhibit> inquiry(Incident incident, AgentId agent, List<String> left) {
        var inquiry = investigation.look(incident, agent);
        if (inquiry.isEmpty()) {
            left.add(agent + ": the four questions, indicators: its stop is not proved, so nobody investigates yet");
            return List.of();
        }
        var now = rooms.clock().instant();
        return List.of(
                Exhibit.of(
                        "agents/" + agent + "/four-questions.json",
                        inquiry.get().json()),
                Exhibit.of(
                        "agents/" + agent + "/indicators.json",
                        Indicators.stix(incident.id(), inquiry.get().suspects(), now)));
    }

    private Collection<AgentId> agents(Incident incident) {
        return incident.agent()
                .<Collection<AgentId>>map(List::of)
                .orElseGet(() -> rooms.known().facts().now().agents().keySet());
    }

    private JsonArray processes(AgentId agent, List<String> left) {
        try {
            return new JsonArray(rooms.desks().host().look(whereabouts.of(agent)).stream()
                    .<JsonValue>map(Measures::process)
                    .toList());
        } catch (RuntimeException e) {
            left.add(agent + ": processes: " + e.getMessage());
            return JsonArray.EMPTY;
        }
    }

    private Optional<Path> connected(AgentId agent, List<String> left) {
        try {
            return rooms.records()
                    .installations()
                    .find(agent)
                    .flatMap(installed -> Optional.ofNullable(
                            installed.wanted().configuration().getParent()))
                    .or(() -> {
                        left.add(agent + ": files: it was not connected on this machine");
                        return Optional.empty();
                    });
        } catch (Refusal e) {
            left.add(agent + ": files: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Path> workspace(AgentId agent) {
        return rooms.known()
                .facts()
                .now()
                .agent(agent)
                .flatMap(Agent::workspace)
                .map(Path::of);
    }

    /** The files of one agent on their way into the bundle. */
    private record Files(AgentId agent, List<Exhibit> exhibits, List<String> left, Set<String> taken) {
        Files(AgentId agent, List<Exhibit> exhibits, List<String> left) {
            this(agent, exhibits, left, new HashSet<>());
        }

        void take(String what, Path root, Pattern shown) {
            try {
                var folder = AgentFolder.below(root, path -> SKIPPED.contains(name(path)));
                folder.left().forEach(each -> left.add(agent + ": " + what + "/" + each));
                List<JsonValue> rows = new ArrayList<>();
                for (var found : folder.found()) rows.add(row(what, found, shown));
                exhibits.add(Exhibit.of("agents/" + agent + "/" + what + "-files.json", new JsonArray(rows)));
            } catch (EvidenceUnreadable e) {
                left.add(agent + ": " + what + ": " + e.getMessage());
            }
        }

        private static String name(String path) {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        private JsonObject row(String what, AgentFolder.Found found, Pattern shown) {
            var text = shown.matcher(found.path()).matches() ? text(found) : Optional.<String>empty();
            var exhibit = text.map(readable -> new Exhibit(
                    free("agents/" + agent + "/" + what + "/" + safe(found.path())),
                    readable,
                    Optional.of(found.digest())));
            exhibit.ifPresent(exhibits::add);
            return JsonObject.with("path", found.path())
                    .and("sha256", found.digest().hex())
                    .and("bytes", found.bytes().length)
                    .and("exhibit", exhibit.map(Exhibit::path).map(JsonString::new))
                    .build();
        }

        /** Names are the agent's own; two that become the same are told apart. */
        private String free(String path) {
            String free = path;
            for (int i = 2; !taken.add(free); i++) free = path + "-" + i;
            return free;
        }

        private static String safe(String path) {
            String plain = path.replaceAll("[^A-Za-z0-9._/-]", "_").replaceAll("(^|/)\\.+", "$1_");
            return plain.length() <= 200 ? plain : plain.substring(0, 200).replaceAll("/+$", "");
        }
    }

    /** What it says, secrets taken out; empty when it is no text. */
    private static Optional<String> text(AgentFolder.Found found) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(found.bytes()))
                    .toString();
            return Optional.of(redacted(found.path(), text));
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    private static String redacted(String path, String text) {
        if (path.endsWith(".json")) return json(text).map(Json::pretty).orElseGet(() -> Redacted.text(text));
        if (!path.endsWith(".jsonl")) return Redacted.text(text);
        return String.join(
                "\n",
                text.lines()
                        .map(line -> json(line).map(JsonObject::text).orElseGet(() -> Redacted.text(line)))
                        .toList());
    }

    private static Optional<JsonObject> json(String text) {
        try {
            return Optional.of(Redacted.of(Json.parseObject(text)).value());
        } catch (JsonException _) {
            return Optional.empty();
        }
    }
}
