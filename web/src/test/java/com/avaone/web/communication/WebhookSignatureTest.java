package com.avaone.web.communication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The key, message and signature are the example of the Standard Webhooks specification's own libraries. */
class WebhookSignatureTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String TIMESTAMP = "1614265330";
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
    private static final Instant NOW = Instant.ofEpochSecond(1_614_265_330L);

    private final WebhookSignature signature = new WebhookSignature(SECRET);

    @Test
    void isRightOverTheMessageAsItCame() {
        assertThat(signature.isRight(ID, TIMESTAMP, SIGNATURE, BODY, NOW)).isTrue();
        assertThat(signature.isRight(ID, TIMESTAMP, "v1,AAAA v2,x " + SIGNATURE, BODY, NOW))
                .isTrue();
    }

    @Test
    void isWrongWhereAnythingIsAnother() {
        assertThat(signature.isRight("msg_other", TIMESTAMP, SIGNATURE, BODY, NOW))
                .isFalse();
        assertThat(signature.isRight(ID, "1614265331", SIGNATURE, BODY, NOW)).isFalse();
        assertThat(signature.isRight(ID, TIMESTAMP, SIGNATURE, "{\"test\":2432232314}".getBytes(UTF_8), NOW))
                .isFalse();
        assertThat(new WebhookSignature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSx")
                        .isRight(ID, TIMESTAMP, SIGNATURE, BODY, NOW))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "v1,", "v1", "v1,g0hM9SsE", "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "v1,\u0939"})
    void isWrongWhereItIsNone(String none) {
        assertThat(signature.isRight(ID, TIMESTAMP, none, BODY, NOW)).isFalse();
    }

    @Test
    void isWorthNothingAfterFiveMinutes() {
        assertThat(signature.isRight(ID, TIMESTAMP, SIGNATURE, BODY, NOW.plusSeconds(300)))
                .isTrue();
        assertThat(signature.isRight(ID, TIMESTAMP, SIGNATURE, BODY, NOW.plusSeconds(301)))
                .isFalse();
        assertThat(signature.isRight(ID, TIMESTAMP, SIGNATURE, BODY, NOW.minusSeconds(301)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "now", "16142653300000", "1614265330.0"})
    void isWrongAtATimeThatIsNone(String time) {
        assertThat(signature.isRight(ID, time, SIGNATURE, BODY, NOW)).isFalse();
    }
}
