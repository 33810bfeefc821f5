package dev.bailiwick.app.command;

import dev.bailiwick.app.wiring.ProfileFiles;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;

/**
 * A first profile for an OpenClaw, from what its configuration lets it do: the least powerful of the shipped ones that would not
 * stop it at once. A person narrows it; nothing is applied.
 */
final class Proposal {
    private Proposal() {}

    static String of(JsonObject config) {
        var tools = config.object("tools").orElse(JsonObject.EMPTY);
        var exec = tools.object("exec").orElse(JsonObject.EMPTY);
        boolean commands = !exec.string("mode")
                .or(() -> exec.string("security"))
                .orElse("full")
                .equals("deny");
        boolean channels =
                !config.object("channels").orElse(JsonObject.EMPTY).members().isEmpty();
        var base = commands ? "coding" : channels ? "mail-triage" : "reporting";
        var because = commands
                ? "its exec tool is not denied, so it may run whatever it likes"
                : channels ? "it speaks in channels and runs no commands" : "it runs no commands and has no channels";
        var port = config.object("gateway")
                .flatMap(gateway -> gateway.get("port"))
                .filter(JsonNumber.class::isInstance)
                .map(number -> number.text())
                .filter(number -> number.matches("[1-9][0-9]{0,4}"))
                .orElse("18789");
        return "# Proposed from its configuration: " + because + ".\n# Take out every program it does not need.\n"
                + ProfileFiles.text(base).replace("port: 18789 ", "port: " + port + " ");
    }
}
