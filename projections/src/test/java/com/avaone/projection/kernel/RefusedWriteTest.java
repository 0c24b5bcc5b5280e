package com.avaone.projection.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedWriteTest {

    private static final String SAID = "E11000 duplicate key error collection: a.users index: by-hand ";

    @ParameterizedTest
    @ValueSource(
            strings = {"{ email: \"mina@northwind.example\" }", "{ name: \"Omar }; omar@northwind.example\", age: 4 }"})
    void namesTheIndexButNotTheValuesThatMetInIt(String values) {
        assertThat(RefusedWrite.withoutValues(SAID + "dup key: " + values)).isEqualTo(SAID + "values not shown");
        assertThat(RefusedWrite.withoutValues("Document failed validation")).isEqualTo("Document failed validation");
    }
}
