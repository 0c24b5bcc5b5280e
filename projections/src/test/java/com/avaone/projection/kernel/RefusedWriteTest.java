package com.avaone.projection.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RefusedWriteTest {

    @Test
    void namesTheIndexButNotTheValuesThatMetInIt() {
        var refused = new RefusedWrite(
                "2 refused, of them: a.users usr_1: E11000 duplicate key error collection: a.users index: by-hand dup key: { email:"
                        + " \"mina@northwind.example\" }; a.users usr_2: E11000 duplicate key error collection: a.users index: by-hand"
                        + " dup key: { name: \"Omar } D\", age: 4 }",
                List.of());

        assertThat(refused)
                .hasMessage(
                        "2 refused, of them: a.users usr_1: E11000 duplicate key error collection: a.users index: by-hand"
                                + " values not shown; a.users usr_2: E11000 duplicate key error collection: a.users index: by-hand values not"
                                + " shown");
    }
}
