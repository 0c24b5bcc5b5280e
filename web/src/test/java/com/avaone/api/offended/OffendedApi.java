package com.avaone.api.offended;

import com.avaone.api.offending.OffendingApi;

/** Knows who knows it. */
public final class OffendedApi {

    @Override
    public String toString() {
        return "beside " + OffendingApi.class;
    }
}
