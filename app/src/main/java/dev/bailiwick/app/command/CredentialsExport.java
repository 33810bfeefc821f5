package dev.bailiwick.app.command;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Agents as privileged accounts, for the organisation's PAM: who holds what, where, and no secret. */
@Command(
        name = "export",
        description = {
            "agents as privileged accounts, as CyberArk's PVWA takes them (POST /PasswordVault/API/Accounts): one for each credential, without its value",
            "Their management there stays off: the value is kept and rotated here."
        })
final class CredentialsExport extends Asking {
    @Option(names = "--safe", required = true, paramLabel = "SAFE", description = "the safe they belong to there")
    private String safe = "";

    @Option(names = "--platform", required = true, paramLabel = "ID", description = "the platform they are of there")
    private String platform = "";

    @Override
    JsonObject request() {
        return JsonObject.with("verb", "credentials.list").build();
    }

    @Override
    public Integer call() {
        List<JsonValue> accounts = Fields.of(answer(data, request())).list("credentials").stream()
                .map(this::account)
                .toList();
        System.out.println(Json.pretty(JsonObject.with("value", new JsonArray(accounts))
                .and("count", JsonNumber.of(accounts.size()))
                .build()));
        return 0;
    }

    private JsonValue account(Fields row) {
        var management = JsonObject.builder()
                .and("automaticManagementEnabled", false)
                .and("manualManagementReason", "kept and rotated by Bailiwick")
                .build();
        return JsonObject.with("name", row.text("agent") + "-" + row.text("name"))
                .and("userName", row.text("agent"))
                .and("address", row.text("host"))
                .and("safeName", safe)
                .and("platformId", platform)
                .and("secretType", "key")
                .and("secretManagement", management)
                .and(
                        "platformAccountProperties",
                        JsonObject.with("KeptIn", row.text("secret"))
                                .and("Urgency", row.text("urgency"))
                                .and("RotateEveryDays", JsonNumber.of(row.number("rotateEveryDays")))
                                .build())
                .build();
    }
}
