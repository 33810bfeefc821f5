package dev.bailiwick.app.command;

import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.app.wiring.TemplateFiles;
import dev.bailiwick.core.template.Instance;
import dev.bailiwick.core.template.Template;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The papers of governance: what there is, and one of them filled in. Needs no server. */
final class PolicyTemplates {
    private PolicyTemplates() {}

    private static Template find(String name) {
        return TemplateFiles.shipped()
                .find(name)
                .orElseThrow(() -> new Refusal(
                        2, "there is no template \"" + name + "\"; `./bailiwick policy templates` lists them"));
    }

    @Command(
            name = "templates",
            description =
                    "the papers that ship: approvals, reviews, policies, plans; with a name, what one leaves open")
    static final class ListAll implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", arity = "0..1", description = "one template")
        private Optional<String> name = Optional.empty();

        @Mixin
        private OutputOption output = new OutputOption();

        @Override
        public Integer call() {
            output.print(name.map(each -> find(each).json()).orElseGet(this::all));
            return 0;
        }

        private JsonObject all() {
            var rows = TemplateFiles.shipped().all().stream()
                    .<JsonValue>map(this::row)
                    .toList();
            return JsonObject.with("templates", new JsonArray(rows)).build();
        }

        private JsonObject row(Template template) {
            if (output.json()) return template.json();
            return JsonObject.with("name", template.name())
                    .and("version", template.version())
                    .and("enforced", template.cedar().isPresent())
                    .and("purpose", template.purpose())
                    .build();
        }
    }

    @Command(
            name = "instantiate",
            description = {
                "fill a template in and print the document",
                "With --into it becomes a folder: document.md and, where a policy enforces it, own.cedar, to be tried, proposed and published by two people."
            })
    static final class Instantiate implements Callable<Integer> {
        @Parameters(paramLabel = "NAME")
        private String name = "";

        @Option(
                names = "--set",
                paramLabel = "FIELD=VALUE",
                description = "a value; several between commas where the field takes several")
        private Map<String, String> values = Map.of();

        @Option(names = "--into", paramLabel = "DIR", description = "write a draft's folder instead of printing")
        private Optional<Path> into = Optional.empty();

        @Mixin
        private OutputOption output = new OutputOption();

        @Override
        public Integer call() {
            var instance = find(name).instantiate(values);
            into.ifPresentOrElse(folder -> write(folder, instance), () -> print(instance));
            return 0;
        }

        private void print(Instance instance) {
            if (output.json()) {
                System.out.println(Json.pretty(instance.json()));
                return;
            }
            System.out.print(instance.document());
            instance.cedar().ifPresent(cedar -> System.out.print("\n```\n" + cedar + "```\n"));
        }

        private void write(Path folder, Instance instance) {
            put(folder, "document.md", instance.document());
            instance.cedar().ifPresent(cedar -> put(folder, "own.cedar", cedar));
            output.print(JsonObject.with("folder", folder.toString())
                    .and("digest", instance.digest().hex())
                    .and(
                            "next",
                            instance.cedar()
                                    .map(_ -> "./bailiwick policy simulate " + folder + ", then policy propose")
                                    .orElse("read " + folder.resolve("document.md")))
                    .build());
        }

        private static void put(Path folder, String file, String text) {
            var path = folder.resolve(file);
            try {
                Files.createDirectories(folder);
                if (Files.exists(path)) throw new Refusal(2, path + " is there already: name another folder");
                Files.writeString(path, text);
            } catch (IOException e) {
                throw new Refusal("cannot write " + path + ": " + e.getMessage());
            }
        }
    }
}
