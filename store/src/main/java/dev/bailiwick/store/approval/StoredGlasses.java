package dev.bailiwick.store.approval;

import dev.bailiwick.core.approval.Glass;
import dev.bailiwick.procedure.approval.Glasses;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.RecordTable;
import java.util.List;
import java.util.Map;

/** Who broke the glass, in the database. */
public final class StoredGlasses implements Glasses {
    private final RecordTable<Glass> table;

    public StoredGlasses(Database database) {
        this.table = new RecordTable<>(database, "glass", Glass::of);
    }

    @Override
    public void add(Glass glass) {
        boolean added = table.add(Map.of(
                "id", glass.id().value(),
                "broken", glass.broken().toEpochMilli(),
                "body", glass.json().text()));
        if (!added) throw new IllegalArgumentException("glass id " + glass.id() + " is taken");
    }

    @Override
    public List<Glass> list(int limit, int offset) {
        return table.page("ORDER BY broken DESC, id", limit, offset);
    }
}
