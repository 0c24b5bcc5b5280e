package com.avaone.command.kernel.eventstore;

import java.util.OptionalLong;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** The position at which a unit of work appended its last event, known on the embedded store only. */
public final class AppendedPosition {

    private static final String RESOURCE = AppendedPosition.class.getName();

    private AppendedPosition() {}

    /**
     * Position of the last event that {@code unitOfWork} (its root, where it is nested) has appended. Ask after commit: nothing is appended
     * before. Empty if it appended nothing, or if the log is not the embedded one and {@link LogHead} is the nearest answer.
     */
    public static OptionalLong of(UnitOfWork<?> unitOfWork) {
        Long position = unitOfWork.root().getResource(RESOURCE);
        return position == null ? OptionalLong.empty() : OptionalLong.of(position);
    }

    /** Notes {@code position} in the unit of work of this thread, if there is one. */
    static void note(long position) {
        if (CurrentUnitOfWork.isStarted()) {
            CurrentUnitOfWork.get().root().resources().put(RESOURCE, position);
        }
    }
}
