package dev.bailiwick.app.command;

import dev.bailiwick.app.wiring.OrganisationFile;
import dev.bailiwick.app.wiring.Ownership;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Whether Bailiwick's own house is in order. */
@Command(
        name = "doctor",
        description = "who owns the log, and whether an agent's account has a way to it; needs no server")
final class Doctor implements Callable<Integer> {
    private static final int FINDINGS = 3;

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public Integer call() {
        var folder = data.folder();
        var findings = new Ownership(folder).findings(OrganisationFile.read(folder.organisation()));
        findings.forEach(finding -> System.out.println(dev.bailiwick.core.value.Untrusted.visible(finding)));
        System.out.println(findings.isEmpty() ? "sound" : findings.size() + " findings");
        return findings.isEmpty() ? 0 : FINDINGS;
    }
}
