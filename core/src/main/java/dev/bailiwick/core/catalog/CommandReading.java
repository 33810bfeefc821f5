package dev.bailiwick.core.catalog;

import dev.bailiwick.core.command.Analysis;
import dev.bailiwick.core.command.Places;
import dev.bailiwick.core.command.Touch;
import dev.bailiwick.core.command.Use;
import dev.bailiwick.core.value.Tier;
import java.util.List;

/**
 * A shell command, by what its arguments touch: reading is T1, writing in the agent's workspace T2, another machine T3, everything
 * else T4. The tool hands its text to a shell, so only a text that means the same in every POSIX shell gets below T4; and it
 * starts in the workspace, so a relative path is one of the workspace.
 *
 * @param beside other arguments that change nothing about what runs
 */
record CommandReading(String argument, List<String> beside) implements Reading {
    /** Where the workspace lies does not matter for what a name means. */
    private static final String ANYWHERE = "/the/workspace/itself";

    CommandReading {
        beside = List.copyOf(beside);
    }

    @Override
    public Finding read(Call call, Surroundings around) {
        String command = call.arguments().string(argument).orElse("");
        for (String name : call.arguments().members().keySet()) {
            if (!name.equals(argument) && !beside.contains(name)) {
                return Finding.of(Tier.T4, command, "it runs a command with more than its text");
            }
        }
        return read(around.commands().analyse(command), around);
    }

    static Finding read(Analysis analysis, Surroundings around) {
        if (analysis.line().isEmpty()) {
            String why = analysis.refused().map(refused -> refused.why()).orElse("");
            return Finding.of(Tier.T4, analysis.text(), "it runs a command that shells may read differently: " + why);
        }
        var finding = Finding.of(Tier.T1, shown(analysis), "it runs a command that only shows something");
        for (Use use : analysis.uses()) {
            if (!use.specified()) finding = finding.and(Finding.of(Tier.T4, "nobody described what this command does"));
            for (Touch touch : use.touches()) finding = finding.and(touched(touch, around));
        }
        return finding;
    }

    /** The text, and what it was understood as when that is written differently. */
    private static String shown(Analysis analysis) {
        String parsed = analysis.line().orElseThrow().shown();
        return parsed.equals(analysis.text()) ? parsed : analysis.text() + " (understood as: " + parsed + ")";
    }

    private static Finding touched(Touch touch, Surroundings around) {
        return switch (touch.kind()) {
            case READ -> reads(touch.operand(), around);
            case WRITE, TREE -> writes(touch.operand(), around);
            case NETWORK, SEND -> reaches(touch, around);
            case PROGRAM, SCRIPT, PROJECT, INLINE, INSTALL, PRIVILEGE, PERSISTENCE, SECRET, SYSTEM, UNKNOWN ->
                Finding.of(Tier.T4, touch.because());
        };
    }

    private static Finding reads(String path, Surroundings around) {
        var finding = around.paths().read(path, around.agent()).untargeted();
        var places = around.commands().places();
        boolean secret = Places.resolved(path, ANYWHERE)
                .filter(found -> places.secret(found) || places.aboveSecrets(found))
                .isPresent();
        return secret ? finding.and(Finding.of(Tier.T4, Touch.Kind.SECRET.clause())) : finding;
    }

    private static Finding writes(String path, Surroundings around) {
        var finding = around.paths().written(path, around.agent()).untargeted();
        var places = around.commands().places();
        var found = Places.resolved(path, ANYWHERE);
        if (found.filter(places::secret).isPresent()
                || found.filter(places::persistent).isPresent()) {
            return finding.and(Finding.of(Tier.T4, Touch.Kind.PERSISTENCE.clause()));
        }
        boolean everything = around.paths().isWorkspace(path, around.agent());
        return everything ? finding.and(Finding.of(Tier.T4, "it may change any file of the workspace")) : finding;
    }

    private static Finding reaches(Touch touch, Surroundings around) {
        var finding = Finding.of(Tier.T3, touch.because());
        return touch.operand().contains("://")
                ? finding.and(WebReading.fetch(touch.operand(), around).untargeted())
                : finding;
    }
}
