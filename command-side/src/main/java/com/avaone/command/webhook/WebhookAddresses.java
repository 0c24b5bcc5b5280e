package com.avaone.command.webhook;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.webhook.WebhookRule;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * To which addresses events can be sent, as far as their text tells. What a name leads to is looked at whenever something is sent: it can
 * lead elsewhere by then.
 */
final class WebhookAddresses {

    private static final int MAX_LENGTH = 2_000;
    private static final List<String> INWARD = List.of("localhost", "local", "internal", "lan", "home", "arpa");

    private final boolean privateNetworks;

    /** Says no to what is not on the public internet, unless {@code privateNetworks} may be reached, for tests and development. */
    WebhookAddresses(boolean privateNetworks) {
        this.privateNetworks = privateNetworks;
    }

    /**
     * Returns if events can be sent there.
     *
     * @throws InvalidValue if it is no address at all
     * @throws Rejected by {@link WebhookRule#ADDRESS_NOT_ALLOWED}
     */
    void judge(String url) {
        var address = parsed(url);
        var scheme = address.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(privateNetworks && scheme.equals("http"))) {
            throw notAllowed("It must begin with https://.");
        }
        if (address.getRawUserInfo() != null) {
            throw notAllowed("It must have no name and no password in it.");
        }
        if (address.getRawFragment() != null) {
            throw notAllowed("It must end before the #.");
        }
        if (!privateNetworks && isPrivate(address.getHost().toLowerCase(Locale.ROOT))) {
            throw notAllowed("It leads into a private network.");
        }
        if (HttpUrl.parse(url) == null) {
            throw new InvalidValue(
                    "url",
                    "must be a web address whose host can be a name: at most 63 characters between two dots, and 253 in all");
        }
    }

    private static URI parsed(String url) {
        if (url.length() <= MAX_LENGTH) {
            try {
                var address = new URI(url);
                if (address.getScheme() != null
                        && address.getHost() != null
                        && address.getPort() != 0
                        && address.getPort() <= 65_535) {
                    return address;
                }
            } catch (URISyntaxException _) {
                // Told below.
            }
        }
        throw new InvalidValue(
                "url",
                "must be a web address of at most %d characters, such as https://example.com/events"
                        .formatted(MAX_LENGTH));
    }

    private static boolean isPrivate(String host) {
        var literal = literal(host);
        if (literal.isPresent()) {
            return !PublicNetworks.isPublic(literal.get());
        }
        var name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        var lastLabel = name.substring(name.lastIndexOf('.') + 1);
        return !name.contains(".") || INWARD.contains(lastLabel);
    }

    private static Optional<InetAddress> literal(String host) {
        try {
            // In every notation that a resolver takes for an address: 127.1, 0x7f000001, 2130706433.
            return Optional.of(host.startsWith("[") ? InetAddress.ofLiteral(host) : Inet4Address.ofPosixLiteral(host));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Rejected notAllowed(String detail) {
        return new Rejected(WebhookRule.ADDRESS_NOT_ALLOWED, detail, "url", Map.of());
    }
}
