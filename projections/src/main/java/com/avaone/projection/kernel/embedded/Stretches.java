package com.avaone.projection.kernel.embedded;

import com.avaone.projection.kernel.embedded.OrderedIndex.Span;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.Spliterators;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the documents of stretches of indexes, each document once, and none before it is asked for. */
final class Stretches {

    private final Collection<Span> spans;
    private final Function<Object, Document> documents;

    Stretches(Collection<Span> spans, Function<Object, Document> documents) {
        this.spans = spans;
        this.documents = documents;
    }

    /** One stretch after the other. */
    Stream<Document> oneByOne() {
        return positions().distinct().map(documents);
    }

    /** In the order in which the collection has its documents. */
    Stream<Document> asStored() {
        var positions = new TreeSet<>(StoredTypes.KEY);
        positions().forEach(positions::add);
        return positions.stream().map(documents);
    }

    private Stream<Object> positions() {
        return spans.stream().flatMap(span -> stream(span.index().positions(span)));
    }

    /** Of stretches that each are in this order, all in it. */
    Stream<Document> merged(Comparator<Document> order) {
        return spans.size() == 1 ? oneByOne() : stream(new Merge(order));
    }

    private static <T> Stream<T> stream(Iterator<T> iterator) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator, 0), false);
    }

    /** Holds the next document of each stretch. */
    private final class Merge implements Iterator<Document> {

        private record Head(Document document, Iterator<Object> rest) {}

        private final PriorityQueue<Head> heads;
        private final Set<Object> known = new HashSet<>();

        Merge(Comparator<Document> order) {
            heads = new PriorityQueue<>(Comparator.comparing(Head::document, order));
            spans.forEach(span -> addNext(span.index().positions(span)));
        }

        private void addNext(Iterator<Object> positions) {
            while (positions.hasNext()) {
                var position = positions.next();
                if (known.add(position)) {
                    heads.add(new Head(documents.apply(position), positions));
                    return;
                }
            }
        }

        @Override
        public boolean hasNext() {
            return !heads.isEmpty();
        }

        @Override
        public Document next() {
            var head = heads.remove();
            addNext(head.rest());
            return head.document();
        }
    }
}
