package com.avaone.command.kernel;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

/** Has a second aggregate decide in the unit of work of the command at hand: the events of both are appended, or none are. */
public final class OneDecision {

    private OneDecision() {}

    /**
     * Has an aggregate decide that may not exist yet.
     *
     * @param id of the aggregate
     * @param factory makes one without state
     */
    public static <T> void make(Repository<T> aggregates, Object id, Callable<T> factory, Consumer<T> decision) {
        load(aggregates, id, factory).execute(decision);
    }

    /** As {@link #make}, where the decision has an answer. */
    public static <T, R> R ask(Repository<T> aggregates, Object id, Callable<T> factory, Function<T, R> decision) {
        return Objects.requireNonNull(load(aggregates, id, factory).invoke(decision));
    }

    private static <T> Aggregate<T> load(Repository<T> aggregates, Object id, Callable<T> factory) {
        try {
            return aggregates.loadOrCreate(id.toString(), factory);
        } catch (RuntimeException refused) {
            throw refused;
        } catch (Exception failure) {
            throw new IllegalStateException("%s cannot be made".formatted(id), failure);
        }
    }
}
