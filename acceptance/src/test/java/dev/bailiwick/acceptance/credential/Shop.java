package dev.bailiwick.acceptance.credential;

import dev.bailiwick.app.wiring.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The smallest organisation: Ada, who has every function and this account, and the agent desk. */
final class Shop {
    private Shop() {}

    /** @param more what its file says besides */
    static DataFolder in(Path folder, String more) throws IOException {
        var data = new DataFolder(folder.resolve("data"));
        data.make();
        Files.writeString(data.organisation(), """
                version: 1
                contact: "ada"
                people:
                  - {id: ada, name: "Ada", functions: [business, it, security], account: "%s"}
                agents:
                  - {id: desk, operator: ada, description: "a test"}
                """.formatted(System.getProperty("user.name")) + more);
        return data;
    }
}
