package dev.bailiwick.app.command;

import dev.bailiwick.app.wiring.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The smallest organisation: Ada, who has every function and this account, and the agent desk. */
record SmallShop(DataFolder data) {
    static SmallShop in(Path folder) throws IOException {
        var data = new DataFolder(folder.resolve("data"));
        data.make();
        Files.writeString(data.organisation(), """
                version: 1
                contact: "ada"
                people:
                  - {id: ada, name: "Ada", functions: [business, it, security], account: "%s"}
                agents:
                  - {id: desk, operator: ada, description: "a test"}
                """.formatted(System.getProperty("user.name")));
        return new SmallShop(data);
    }

    /** One command line about this shop, answered as JSON. */
    Ran asked(String input, String... words) {
        var whole =
                Stream.concat(Stream.of(words), Stream.of("--data", data.path().toString(), "--output", "json"));
        return Ran.typed(input, whole.toArray(String[]::new));
    }
}
