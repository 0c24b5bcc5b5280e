package com.avaone.benchmarks;

import com.avaone.projection.kernel.ProcessorOperations;
import com.avaone.projection.kernel.Progress;
import com.mongodb.client.MongoCollection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.springframework.context.ConfigurableApplicationContext;

/** What the indexes of a read model cost its rebuild. */
final class IndexCost {

    private IndexCost() {}

    /**
     * Rebuilds with the indexes that the collections have and without.
     *
     * @param things how many there are of what the rates are of
     */
    static Pairs.Result measure(
            ConfigurableApplicationContext context,
            String processor,
            List<MongoCollection<Document>> collections,
            long things)
            throws Exception {
        var indexes = collections.stream()
                .map(collection -> collection
                        .listIndexes()
                        .map(index -> index.get("key", Document.class))
                        .into(new ArrayList<>()))
                .toList();
        return Pairs.compare(
                () -> {
                    for (int i = 0; i < collections.size(); i++) {
                        indexes.get(i).forEach(collections.get(i)::createIndex);
                    }
                    return rebuildRate(context, processor, things);
                },
                () -> {
                    collections.forEach(IndexCost::dropIndexes);
                    return rebuildRate(context, processor, things);
                });
    }

    /** One by one: the embedded server would take "all" for those of all collections. */
    private static void dropIndexes(MongoCollection<Document> collection) {
        collection.listIndexes().map(index -> index.getString("name")).into(new ArrayList<>()).stream()
                .filter(name -> !name.equals("_id_"))
                .forEach(collection::dropIndex);
    }

    private static double rebuildRate(ConfigurableApplicationContext context, String processor, long things)
            throws Exception {
        var progress = context.getBean(Progress.class);
        var begin = System.nanoTime();
        context.getBean(ProcessorOperations.class).rebuild(processor);
        if (!progress.await(List.of(processor), progress.head(), Duration.ofMinutes(10))) {
            throw new IllegalStateException("did not catch up");
        }
        return things / ((System.nanoTime() - begin) / 1e9);
    }
}
