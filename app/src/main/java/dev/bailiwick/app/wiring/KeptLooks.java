package dev.bailiwick.app.wiring;

import dev.bailiwick.core.hardening.Look;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.hardening.Looks;
import java.nio.file.Path;
import java.util.List;

/** The last looks as files of the data folder. One that cannot be read is as good as none. */
final class KeptLooks implements Looks {
    private final Path folder;

    KeptLooks(Path folder) {
        this.folder = folder;
    }

    @Override
    public void keep(Kept kept) {
        var json = JsonObject.with("agent", kept.agent().value())
                .and("entry", kept.entry())
                .and("look", kept.look().json())
                .build();
        String name = kept.agent() + "." + Fields.spelling(kept.look().eyes()) + ".json";
        WholeFile.write(folder, name, json);
    }

    @Override
    public List<Kept> all() {
        return WholeFile.each(folder, KeptLooks::kept);
    }

    private static Kept kept(JsonObject json) {
        var fields = Fields.of(json);
        return new Kept(fields.parsed("agent", AgentId::new), Look.of(fields.object("look")), fields.number("entry"));
    }
}
