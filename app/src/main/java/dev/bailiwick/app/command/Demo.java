package dev.bailiwick.app.command;

import dev.bailiwick.app.demo.DemoRun;
import dev.bailiwick.app.demo.OpenClawDemo;
import dev.bailiwick.app.wiring.DataFolder;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A first look. */
@Command(name = "demo", description = "an agent meets an injected invoice; nothing real is touched")
final class Demo implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--openclaw", description = "with a real OpenClaw, installed on first use (about 800 MB)")
    private boolean openClaw;

    @Option(names = "--host", hidden = true)
    private Optional<String> host = Optional.empty();

    @Override
    public Integer call() {
        host.ifPresent(Serve::refuseUnlessLoopback);
        // a folder beside the real one: the demo's people and its scripted voices must never meet yours
        var folder = data.named()
                ? data.folder()
                : new DataFolder(data.folder().path().resolveSibling("bailiwick-demo"));
        boolean attended = java.util.Optional.ofNullable(System.console())
                .filter(java.io.Console::isTerminal)
                .isPresent();
        if (openClaw) OpenClawDemo.run(folder, attended);
        else DemoRun.run(folder, attended);
        return 0;
    }
}
