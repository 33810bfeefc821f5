package dev.bailiwick.store;

import org.junit.jupiter.api.BeforeAll;

/** PostgreSQL keeps the contracts, each test in a schema of its own. */
class PostgresStoreTest extends StoreContract {
    private static PostgresCluster cluster = PostgresCluster.absent();

    private final String schema = cluster.newSchema();

    @BeforeAll
    static void start() {
        cluster = PostgresCluster.shared();
    }

    @Override
    Database open() {
        return Database.postgres(cluster.url() + "?currentSchema=" + schema, PostgresCluster.USER, cluster::password);
    }
}
