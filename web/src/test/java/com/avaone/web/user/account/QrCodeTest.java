package com.avaone.web.user.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrCodeTest {

    private static final int MARGIN = 4;
    private static final Pattern BAR = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1H(\\d+)z");
    private static final String URI =
            "otpauth://totp/Avaone%20Suite:ada%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Avaone%20Suite";

    @Test
    void isReadAsWhatItSays() throws Exception {
        var code = QrCode.of(URI);

        var modules = new BitMatrix(code.size() - 2 * MARGIN);
        var bars = BAR.matcher(code.path());
        while (bars.find()) {
            assertThat(bars.group(4)).isEqualTo(bars.group(1));
            // Fails where a bar reaches into the margin.
            modules.setRegion(
                    Integer.parseInt(bars.group(1)) - MARGIN,
                    Integer.parseInt(bars.group(2)) - MARGIN,
                    Integer.parseInt(bars.group(3)),
                    1);
        }
        assertThat(BAR.matcher(code.path()).replaceAll("")).isEmpty();
        assertThat(new Decoder().decode(modules).getText()).isEqualTo(URI);
    }

    @Test
    void saysNothingInALog() {
        assertThat(QrCode.of(URI))
                .hasToString("QrCode[size=%d]".formatted(QrCode.of(URI).size()));
    }
}
