package com.avaone.command.kernel.memory;

import com.avaone.command.kernel.eventstore.SqliteStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** In the embedded store. */
@SuppressWarnings("NullAway.Init") // opened before each test
class SqliteEvidenceTreesTest extends EvidenceTreesContractTest {

    @TempDir
    Path directory;

    private SqliteStore store;

    @Override
    EvidenceTrees open() {
        store = SqliteStore.open(directory.resolve("events.sqlite"));
        return new SqliteEvidenceTrees(store);
    }

    @Override
    void close() {
        store.close();
    }
}
