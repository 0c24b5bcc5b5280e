package com.avaone.web.kernel.security;

import com.avaone.api.kernel.UserId;
import com.avaone.web.kernel.problem.HttpRule;
import com.avaone.web.kernel.problem.RequestRefused;
import com.avaone.web.kernel.settings.AvaoneProperties;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Counts requests per caller in token buckets that fill up evenly over a minute. The number of callers remembered is bounded: who is
 * forgotten starts with a full bucket.
 */
@Component
public class RateLimits {

    /** Callers remembered; a bucket takes about 300 bytes. */
    private static final int CALLERS = 100_000;

    /** Of an IPv6 address, those that name the network. */
    private static final int NETWORK_BYTES = 8;

    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** Present passwords that somebody signed in may type wrong in a row; whoever took a session over may guess no more. */
    private static final int PASSWORDS = 10;

    private static final Duration PASSWORD_WINDOW = Duration.ofMinutes(15);

    private final int signIns;
    private final int forms;
    private final int requests;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(CALLERS)
            .expireAfterAccess(WINDOW.multipliedBy(2))
            .build();

    private final Cache<UserId, Bucket> passwords = Caffeine.newBuilder()
            .maximumSize(CALLERS)
            .expireAfterAccess(PASSWORD_WINDOW)
            .build();

    RateLimits(AvaoneProperties properties) {
        signIns = properties.limits().signInsPerMinute();
        forms = properties.limits().formsPerMinute();
        requests = properties.limits().requestsPerMinute();
    }

    /**
     * Counts an attempt to sign in from an address.
     *
     * @throws RequestRefused with 429 where there were too many
     */
    public void countSignIn(String address) {
        count(
                "sign-in " + counted(address),
                signIns,
                "At most %d attempts to sign in per minute are accepted from one address.");
    }

    /**
     * Counts a form that a visitor sends from an address.
     *
     * @throws RequestRefused with 429 where there were too many
     */
    public void countForm(String address) {
        count("form " + counted(address), forms, "At most %d forms per minute are accepted from one address.");
    }

    /**
     * Counts a present password that somebody signed in is about to prove, from whichever session and address.
     *
     * @throws RequestRefused with 429 where too many were wrong
     */
    public void countPassword(UserId userId) {
        refuseUnless(
                take(passwords, userId, PASSWORDS, PASSWORD_WINDOW),
                "At most %d wrong passwords in a quarter of an hour are accepted.".formatted(PASSWORDS));
    }

    /** A right one forgets the wrong ones before. */
    public void forgetPasswords(UserId userId) {
        passwords.invalidate(userId);
    }

    private void count(String caller, int perMinute, String refusal) {
        if (perMinute > 0) {
            refuseUnless(take(buckets, caller, perMinute, WINDOW), refusal.formatted(perMinute));
        }
    }

    private static void refuseUnless(ConsumptionProbe taken, String refusal) {
        if (!taken.isConsumed()) {
            throw new RequestRefused(
                    HttpRule.TOO_MANY_REQUESTS, refusal, Duration.ofNanos(taken.getNanosToWaitForRefill()));
        }
    }

    /** What an address is counted as: of IPv6 its network, since whoever has one address has the 2^64 of a network. */
    static String counted(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address ipv6
                    ? HexFormat.of().formatHex(ipv6.getAddress(), 0, NETWORK_BYTES) + "/64"
                    : address;
        } catch (IllegalArgumentException notAnAddress) {
            return address;
        }
    }

    /** Counts a request of a caller; empty where there is no limit. */
    Optional<Taken> countRequest(String caller) {
        if (requests == 0) {
            return Optional.empty();
        }
        var probe = take(buckets, caller, requests, WINDOW);
        return Optional.of(new Taken(
                requests,
                probe.isConsumed(),
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForRefill())));
    }

    /** What became of a count. */
    record Taken(int limit, boolean allowed, long remaining, Duration refill) {}

    private static <K> ConsumptionProbe take(Cache<K, Bucket> buckets, K caller, int most, Duration window) {
        return buckets.get(
                        caller,
                        key -> Bucket.builder()
                                .addLimit(limit -> limit.capacity(most).refillGreedy(most, window))
                                .build())
                .tryConsumeAndReturnRemaining(1);
    }
}
