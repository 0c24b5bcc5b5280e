package com.avaone.web.kernel.offending;

import com.avaone.web.offended.OffendedRoom;
import org.jspecify.annotations.Nullable;

/** A kernel that knows a room. */
public final class OffendingKernel {

    private OffendingKernel() {}

    public static @Nullable OffendedRoom room() {
        return null;
    }
}
