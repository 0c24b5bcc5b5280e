package com.avaone.web.offending;

import com.avaone.web.offended.OffendedRoom;
import org.jspecify.annotations.Nullable;

/** Has a name that says nothing, and knows another room. */
public final class RoomHelper {

    private RoomHelper() {}

    public static @Nullable OffendedRoom other() {
        return null;
    }
}
