package com.avaone.command.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.avaone.command.kernel.MovableClock;
import com.avaone.command.webhook.PublicNetworks.NotPublic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Dns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody can lead the suite into a network that is not everybody's, however the address is written. */
class PublicNetworksTest {

    private static final String LED_INSIDE = "It leads into a private network, where nothing is sent.";
    private static final List<String> SECRETS = List.of(KnownTargets.SECRET);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:10::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "3fff::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void knowsWhatIsNotEverybodys(String address) throws IOException {
        var parsed = InetAddress.ofLiteral(address);

        assertThat(PublicNetworks.isPublic(parsed)).isFalse();
        try (var socket = new PublicNetworks().createSocket()) {
            assertThatThrownBy(() -> socket.connect(new InetSocketAddress(parsed, 80)))
                    .isInstanceOf(NotPublic.class);
            assertThatThrownBy(() -> socket.connect(new InetSocketAddress(parsed, 80), 100))
                    .isInstanceOf(NotPublic.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.1",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2001:200::1",
                "2001:4860:4860::8888",
                "2606:4700:4700::1111",
                "2a00:1450::1"
            })
    void knowsWhatIsEverybodys(String address) {
        assertThat(PublicNetworks.isPublic(InetAddress.ofLiteral(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "2130706433",
                "0x7f000001",
                "0x7f.0.0.1",
                "017700000001",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "0.0.0.0",
                "localhost",
                "169.254.169.254",
                "10.0.0.1"
            })
    void isNotDeceivedByNotations(String host) throws IOException {
        try (var receiver = new Receiver()) {
            var answer = sender(Dns.SYSTEM)
                    .send(URI.create("http://%s:%d/hook".formatted(host, receiver.port())), "id", "{}", SECRETS);

            assertThat(answer.isTaken()).isFalse();
            // What no resolver takes for an address leads nowhere.
            assertThat(answer.problem()).isIn(LED_INSIDE, "Its name leads nowhere.");
            assertThat(receiver.ids()).isEmpty();
        }
    }

    @Test
    void isNotDeceivedByNames() throws IOException {
        try (var receiver = new Receiver()) {
            var address = URI.create("http://hooks.example:%d/hook".formatted(receiver.port()));
            var inside = sender(_ -> List.of(InetAddress.ofLiteral("127.0.0.1")));

            assertThat(inside.send(address, "id", "{}", SECRETS).problem()).isEqualTo(LED_INSIDE);
            assertThat(receiver.ids()).isEmpty();
        }
    }

    @Test
    void isNotDeceivedByANameThatLeadsElsewhereAMomentLater() throws IOException {
        try (var receiver = new Receiver()) {
            var address = URI.create("http://hooks.example:%d/hook".formatted(receiver.port()));
            var asked = new ArrayList<String>();
            // 192.0.2.0/24 is nobody's: here it stands for what was harmless when it was looked at.
            var changing = sender(name -> {
                asked.add(name);
                return List.of(InetAddress.ofLiteral(asked.size() == 1 ? "192.0.2.1" : "127.0.0.1"));
            });

            assertThat(changing.send(address, "id", "{}", SECRETS).problem()).isEqualTo(LED_INSIDE);
            assertThat(changing.send(address, "id", "{}", SECRETS).problem()).isEqualTo(LED_INSIDE);
            assertThat(asked).hasSize(2);
            assertThat(receiver.ids()).isEmpty();
        }
    }

    private static WebhookSender sender(Dns names) {
        return new WebhookSender(false, new MovableClock(Instant.now()), names, Duration.ofSeconds(5));
    }
}
