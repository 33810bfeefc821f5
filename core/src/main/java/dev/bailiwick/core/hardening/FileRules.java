package dev.bailiwick.core.hardening;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What the agent reads, writes and never touches.
 *
 * @param config its configuration and its plugins: another account's, read-only
 * @param state what its runtime keeps (OpenClaw keeps databases there): writable, nothing else's
 * @param workspace where it works
 * @param log where its log is written by another account
 * @param secrets files of mode 0600 that are excluded from backups
 * @param read what it may read beyond those
 * @param write what it may write beyond state and workspace
 */
public record FileRules(
        HostPath config,
        HostPath state,
        HostPath workspace,
        HostPath log,
        List<HostPath> secrets,
        List<HostPath> read,
        List<HostPath> write) {
    public FileRules {
        secrets = sorted(secrets);
        read = sorted(read);
        write = sorted(write);
        var closed = closed(config, log, secrets);
        for (var root : List.of(state, workspace)) requireWritable(root, closed);
        for (var root : write) requireWritable(root, closed);
    }

    private static List<HostPath> sorted(List<HostPath> paths) {
        return paths.stream().distinct().sorted().toList();
    }

    private static List<HostPath> closed(HostPath config, HostPath log, List<HostPath> secrets) {
        var closed = new ArrayList<>(List.of(config, log));
        closed.addAll(secrets);
        return closed;
    }

    private static HostPath requireWritable(HostPath root, List<HostPath> closed) {
        if (root.depth() < 2) throw new IllegalArgumentException("a whole top folder is no place to write: " + root);
        for (var each : closed) {
            if (each.within(root) || root.within(each)) {
                throw new IllegalArgumentException(root + " would be writable, and " + each + " must not be");
            }
        }
        return root;
    }

    /** Everything the agent may write. */
    public List<HostPath> writable() {
        var all = new ArrayList<>(write);
        all.add(state);
        all.add(workspace);
        return sorted(all);
    }

    static FileRules of(Fields fields) {
        var config = fields.parsed("config", HostPath::new);
        var log = fields.parsed("log", HostPath::new);
        var secrets = fields.eachParsed("secrets", HostPath::new);
        var closed = closed(config, log, secrets);
        Function<String, HostPath> writable = text -> requireWritable(new HostPath(text), closed);
        var rules = new FileRules(
                config,
                fields.parsed("state", writable),
                fields.parsed("workspace", writable),
                log,
                secrets,
                fields.eachParsed("read", HostPath::new),
                fields.eachParsed("write", writable));
        fields.end();
        return rules;
    }

    JsonObject json() {
        return JsonObject.with("config", config.text())
                .and("state", state.text())
                .and("workspace", workspace.text())
                .and("log", log.text())
                .and("secrets", texts(secrets))
                .and("read", texts(read))
                .and("write", texts(write))
                .build();
    }

    private static JsonArray texts(List<HostPath> paths) {
        return JsonArray.ofStrings(paths.stream().map(HostPath::text).toList());
    }
}
