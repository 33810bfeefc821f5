package dev.bailiwick.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** SQLite keeps the contracts. */
class SqliteStoreTest extends StoreContract {
    @TempDir
    Path folder;

    @Override
    Database open() {
        return Database.sqlite(folder);
    }
}
