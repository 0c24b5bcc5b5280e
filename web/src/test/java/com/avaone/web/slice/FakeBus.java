package com.avaone.web.slice;

import static org.mockito.Mockito.mock;

import com.avaone.api.catalogue.CatalogueContents;
import com.avaone.api.catalogue.CatalogueQuery.FindCatalogue;
import com.avaone.api.catalogue.CatalogueQuery.FindNextCatalogue;
import com.avaone.api.catalogue.CatalogueQuery.FindProducts;
import com.avaone.api.catalogue.CatalogueVersion;
import com.avaone.api.catalogue.KnownProducts;
import com.avaone.api.catalogue.KnownProducts.KnownProduct;
import com.avaone.api.catalogue.LocalizedText;
import com.avaone.api.catalogue.NextCatalogue;
import com.avaone.api.content.ContentQuery.FindSite;
import com.avaone.api.content.SiteContent;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MetaData;
import org.axonframework.queryhandling.QueryExecutionException;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;

/** Buses that record what is sent and answer what a test tells them. */
final class FakeBus {

    /** A message and its metadata. */
    record Sent<T>(T payload, Map<String, ?> metadata) {

        String metadata(String key) {
            return String.valueOf(metadata.get(key));
        }
    }

    /** What forms offer, unless a test says otherwise. */
    private static final KnownProducts PRODUCTS = new KnownProducts(
            Map.of("ava-cx", "AVA CX", "ava-flow", "AVA Flow").entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(product -> new KnownProduct(
                            new ProductId(product.getKey()), new LocalizedText(product.getValue(), null), true))
                    .toList(),
            null);

    private final List<Sent<Object>> commands = new ArrayList<>();
    private final List<Sent<Object>> queries = new ArrayList<>();
    private final Map<Class<?>, Function<Object, Object>> answers = new HashMap<>();
    private @Nullable Rejected refusal;
    private Receipt receipt = new Receipt("none", 0, 0);

    FakeBus() {
        answerAsUsual();
    }

    /** What many pages ask for beside what they are about. */
    private void answerAsUsual() {
        answer(FindProducts.class, _ -> PRODUCTS);
        answer(FindSite.class, _ -> new SiteContent(List.of()));
        answer(
                FindCatalogue.class,
                _ -> new CatalogueVersion(1, Instant.EPOCH, new CatalogueContents(List.of(), List.of())));
        answer(FindNextCatalogue.class, _ -> new NextCatalogue(null));
    }

    void reset() {
        commands.clear();
        queries.clear();
        answers.clear();
        answerAsUsual();
        refusal = null;
    }

    /** Every command is accepted with this receipt. */
    void accept(Receipt receipt) {
        this.receipt = receipt;
    }

    /** Every command is refused. */
    void refuse(Rejected refusal) {
        this.refusal = refusal;
    }

    /** Queries of a type are answered so; those of another are a fault of the test. */
    <Q> void answer(Class<Q> type, Function<Q, Object> answer) {
        answers.put(type, query -> answer.apply(type.cast(query)));
    }

    List<Sent<Object>> commands() {
        return List.copyOf(commands);
    }

    /** The only command that was sent. */
    Sent<Object> command() {
        if (commands.size() != 1) {
            throw new AssertionError("Expected one command, not " + commands);
        }
        return commands.getFirst();
    }

    /** The last query of a type. */
    <Q> Sent<Q> query(Class<Q> type) {
        return queries.reversed().stream()
                .filter(sent -> type.isInstance(sent.payload()))
                .map(sent -> new Sent<>(type.cast(sent.payload()), sent.metadata()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + type.getSimpleName() + " in " + queries));
    }

    CommandGateway commandGateway() {
        return mock(CommandGateway.class, invocation -> {
            if (!invocation.getMethod().getName().equals("send") || invocation.getArguments().length != 2) {
                throw new AssertionError("Not a way to send commands here: " + invocation);
            }
            commands.add(new Sent<>(invocation.getArgument(0), Map.copyOf((MetaData) invocation.getArgument(1))));
            return refusal == null
                    ? CompletableFuture.completedFuture(receipt)
                    : CompletableFuture.failedFuture(new CommandExecutionException(
                            String.valueOf(refusal.getMessage()), null, refusal.rejection()));
        });
    }

    QueryGateway queryGateway() {
        return mock(QueryGateway.class, invocation -> {
            if (!(invocation.getMethod().getName().equals("query")
                    && invocation.getArguments().length == 3
                    && invocation.getArgument(1) instanceof Message<?> message)) {
                throw new AssertionError("Not a way to ask queries here: " + invocation);
            }
            queries.add(new Sent<>(message.getPayload(), Map.copyOf(message.getMetaData())));
            var answer = answers.get(message.getPayloadType());
            if (answer == null) {
                throw new AssertionError("No answer to " + message.getPayload());
            }
            try {
                return CompletableFuture.completedFuture(answer.apply(message.getPayload()));
            } catch (Rejected rejected) {
                return CompletableFuture.failedFuture(
                        new QueryExecutionException(String.valueOf(rejected.getMessage()), null, rejected.rejection()));
            }
        });
    }
}
