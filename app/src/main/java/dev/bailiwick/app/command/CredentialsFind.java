package dev.bailiwick.app.command;

import dev.bailiwick.host.secrecy.SecretSearch;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks for what should have been sealed. It needs no server, and prints places, never values. */
@Command(
        name = "find",
        description = {
            "secrets that lie in clear below these files and folders: where, and of which kind, never the value",
            "Such as a configuration, /etc/systemd/system, a workspace, a state folder, a backup. Exit codes: 0 none, 1 some, 3 something could not be read."
        })
final class CredentialsFind implements Callable<Integer> {
    private static final int SOME = 1;
    private static final int UNREAD = 3;

    @Parameters(arity = "1..*", paramLabel = "PLACE")
    private List<Path> places = List.of();

    @Option(names = "--except", paramLabel = "FILE", description = "a file whose purpose is to hold a secret")
    private Set<Path> meant = Set.of();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        var outcome = SecretSearch.in(places, meant);
        output.print(json(outcome));
        if (!outcome.found().isEmpty()) return SOME;
        return outcome.unread().isEmpty() ? 0 : UNREAD;
    }

    private static JsonObject json(SecretSearch.Outcome outcome) {
        List<JsonValue> found = outcome.found().stream()
                .<JsonValue>map(each -> JsonObject.with("place", each.place())
                        .and("kind", each.kind())
                        .build())
                .toList();
        return JsonObject.with("found", new JsonArray(found))
                .and("unread", JsonArray.ofStrings(outcome.unread()))
                .and("files", JsonNumber.of(outcome.files()))
                .build();
    }
}
