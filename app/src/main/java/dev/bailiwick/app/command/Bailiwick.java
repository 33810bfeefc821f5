package dev.bailiwick.app.command;

import dev.bailiwick.app.control.ControlClient;
import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.app.yaml.YamlException;
import dev.bailiwick.core.register.Capture;
import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.procedure.audit.AuditUnavailable;
import dev.bailiwick.store.StoreUnavailable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** Every command. */
@Command(
        name = "bailiwick",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        version = "Bailiwick 0.1.0",
        description = "Keeps every self-hosted AI agent inside its own bailiwick.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Start with `./bailiwick demo`. Each command has --help."},
        subcommands = {
            Demo.class,
            Serve.class,
            OpenClaw.class,
            Approvals.class,
            Agents.class,
            Freezing.Freeze.class,
            Freezing.Lift.class,
            Freezing.Stop.class,
            Incidents.class,
            Evidence.class,
            Browse.class,
            Credentials.class,
            KeysOfBailiwick.class,
            Integrations.class,
            Reviews.class,
            Tickets.class,
            Tools.class,
            RegisterFiles.class,
            Log.class,
            Evaluate.class,
            Explain.class,
            Policies.class,
            Audit.class,
            Screening.class,
            SinksOfTheLog.class,
            DetectionRules.class,
            WitnessServer.class,
            Doctor.class,
            Harden.class,
            PostureOfMachine.class,
            Unregistered.class,
            Run.class,
            HostRole.class,
            IntegrationGuides.class,
            Radius.class,
            Architecture.class,
            Risk.class,
            Duties.class,
            Accounts.class,
            Automations.class,
            Papers.class,
            Campaigns.class,
            ExecCheck.class,
            Skills.class,
            SignIn.class,
            Tokens.class,
            Status.class,
            HelpCommand.class
        })
public final class Bailiwick {
    private Bailiwick() {}

    /** Runs one command line and returns its exit code; whatever fails is one line on standard error. */
    public static int run(String... arguments) {
        return new CommandLine(new Bailiwick())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, line, parsed) -> failed(e))
                .execute(arguments);
    }

    private static int failed(Exception e) throws Exception {
        return switch (e) {
            case Refusal refusal -> say(refusal, refusal.exitCode());
            case ControlClient.ServerAway away -> say(away, 6);
            case YamlException wrong -> say(wrong, 2);
            case Capture.BelowFloor below -> say(below, 4);
            case AuditUnavailable unavailable -> say(unavailable, 1);
            case StoreUnavailable unavailable -> say(unavailable, 1);
            case dev.bailiwick.host.openclaw.OpenClawFailure failure -> say(failure, 1);
            case dev.bailiwick.host.confine.ConfinementFailed failed -> say(failed, 1);
            case IllegalArgumentException wrong -> say(wrong, 2);
            default -> throw e;
        };
    }

    private static int say(Exception e, int exitCode) {
        System.err.println("bailiwick: " + Untrusted.visible(String.valueOf(e.getMessage())));
        return exitCode;
    }
}
