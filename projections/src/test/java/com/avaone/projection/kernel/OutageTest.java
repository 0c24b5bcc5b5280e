package com.avaone.projection.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.ServerAddress;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutageTest {

    private static final ServerAddress SERVER = new ServerAddress();

    private static BsonDocument answer(int code) {
        return new BsonDocument("ok", new BsonInt32(0))
                .append("code", new BsonInt32(code))
                .append("errmsg", new BsonString("said the server"));
    }

    @ParameterizedTest
    @ValueSource(ints = {91, 189, 10107, 11600, 11602, 13435, 13436})
    void isBehindWhatAReadIsToldDuringAFailover(int code) {
        assertThat(Outage.isBehind(
                        new IllegalStateException("reading", new MongoCommandException(answer(code), SERVER))))
                .isTrue();
    }

    @Test
    void isBehindAFailoverThatIsToldWithoutACode() {
        assertThat(Outage.isBehind(new MongoNotPrimaryException(new BsonDocument(), SERVER)))
                .isTrue();
        assertThat(Outage.isBehind(new MongoNodeIsRecoveringException(new BsonDocument(), SERVER)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 11000})
    void isNotBehindWhatTheServerWillSayNextTimeToo(int code) {
        assertThat(Outage.isBehind(new MongoCommandException(answer(code), SERVER)))
                .isFalse();
    }
}
