package com.avaone.command.kernel.bus;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/**
 * Which aggregate a command goes to: the component of its record that has {@link TargetAggregateIdentifier}. Axon's own resolver looks
 * through all members again for every command.
 */
final class CommandTarget implements CommandTargetResolver {

    private static final ClassValue<Optional<Method>> ACCESSORS = new ClassValue<>() {
        @Override
        protected Optional<Method> computeValue(Class<?> type) {
            return Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> method.getParameterCount() == 0)
                    .filter(method -> method.isAnnotationPresent(TargetAggregateIdentifier.class))
                    .peek(method -> method.setAccessible(true))
                    .findFirst();
        }
    };

    /** The identifier of the aggregate; empty for a command that names none. */
    Optional<String> of(CommandMessage<?> command) {
        return ACCESSORS.get(command.getPayloadType()).map(accessor -> {
            try {
                return String.valueOf(accessor.invoke(command.getPayload()));
            } catch (ReflectiveOperationException failure) {
                throw new IllegalStateException("%s cannot be read".formatted(accessor), failure);
            }
        });
    }

    @Override
    public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> command) {
        var id = of(command)
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s has no @TargetAggregateIdentifier".formatted(command.getPayloadType())));
        // The expected version is checked by the Guard, which answers with a rule.
        return new VersionedAggregateIdentifier(id, null);
    }
}
