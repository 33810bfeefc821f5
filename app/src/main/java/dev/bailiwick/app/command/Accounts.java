package dev.bailiwick.app.command;

import dev.bailiwick.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Agents as privileged accounts, for tools that manage such accounts. */
@Command(
        name = "accounts",
        description = {
            "each agent as a privileged account: who answers for it, when it was used and reviewed, whether it is disabled",
            "One that did nothing for 90 days is disabled until its step is set anew."
        })
final class Accounts implements Callable<Integer> {
    /** For whom it is written. */
    enum Form {
        generic,
        cyberark
    }

    @Option(names = "--csv", paramLabel = "FORM", description = "as comma-separated values: ${COMPLETION-CANDIDATES}")
    private Form csv = Form.generic;

    @Option(names = "--export", description = "print the values instead of a table")
    private boolean export;

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        var answer =
                Asking.answer(data, JsonObject.with("verb", "accounts.list").build());
        if (!export) {
            output.print(answer);
            return 0;
        }
        var rows = answer.array("accounts").values().stream()
                .map(row -> (JsonObject) row)
                .map(row -> csv == Form.cyberark ? cyberark(row) : row)
                .toList();
        System.out.println(Csv.of(rows));
        return 0;
    }

    /** The columns of a bulk upload; the secret stays where it is. */
    private static JsonObject cyberark(JsonObject row) {
        String agent = row.string("agent").orElse("");
        boolean disabled = !row.string("state").orElse("").equals("enabled");
        return JsonObject.with("userName", agent)
                .and("address", "bailiwick")
                .and("safeName", "Bailiwick-Agents")
                .and("platformID", "BailiwickAgent")
                .and("secret", "")
                .and("automaticManagementEnabled", "false")
                .and(
                        "manualManagementReason",
                        disabled ? "disabled: " + row.string("state").orElse("") : "managed by Bailiwick")
                .and("owner", row.string("owner").orElse(""))
                .and("lastUsed", row.string("used").orElse(""))
                .and("lastReviewed", row.string("reviewed").orElse(""))
                .build();
    }
}
