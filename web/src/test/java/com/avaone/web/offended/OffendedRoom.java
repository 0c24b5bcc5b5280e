package com.avaone.web.offended;

/** A room that others should leave alone. */
public final class OffendedRoom {

    public static final String NAME = OffendedRoom.class.getName();

    private OffendedRoom() {}

    @Override
    public String toString() {
        return NAME;
    }
}
