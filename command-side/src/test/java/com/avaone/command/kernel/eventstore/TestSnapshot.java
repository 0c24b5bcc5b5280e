package com.avaone.command.kernel.eventstore;

import com.avaone.api.kernel.StableName;

/** Stands for an aggregate: private fields, no getters. */
@StableName("test.snapshot")
class TestSnapshot {

    private int sum;

    private TestSnapshot() {}

    TestSnapshot(int sum) {
        this.sum = sum;
    }

    int total() {
        return sum;
    }
}
