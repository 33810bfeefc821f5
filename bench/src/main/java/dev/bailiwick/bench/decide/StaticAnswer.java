package dev.bailiwick.bench.decide;

import dev.bailiwick.bench.http.Nginx;
import dev.bailiwick.bench.http.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One small file behind nginx: what the machine gives a server that does nothing. */
final class StaticAnswer {
    static final Request REQUEST = Request.get("/answer.json", "\"answer\":\"permit\"");

    private StaticAnswer() {}

    static Nginx served(Path folder) throws IOException, InterruptedException {
        var home = Files.createDirectories(folder.resolve("nginx"));
        Files.writeString(home.resolve("answer.json"), "{\"answer\":\"permit\",\"entry\":17}");
        return Nginx.start(home, "default_type application/json;", "", "root " + home + ";");
    }
}
