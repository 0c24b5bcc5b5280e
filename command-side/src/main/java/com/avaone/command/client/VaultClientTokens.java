package com.avaone.command.client;

import com.avaone.api.client.ClientToken;
import com.avaone.api.client.ClientTokens;
import com.avaone.api.client.TokenId;
import com.avaone.command.kernel.memory.CredentialVault;
import com.avaone.command.kernel.memory.ProcessState;
import com.avaone.command.kernel.memory.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the hashes in the credential vault, and when each token was last used beside them: nothing to fill the log with. */
final class VaultClientTokens implements ClientTokens {

    private static final Logger LOG = LoggerFactory.getLogger(VaultClientTokens.class);

    private static final String KIND = "client-token";
    private static final String USES = "client-token-use";
    private static final Duration BETWEEN_NOTES = Duration.ofHours(1);

    private final CredentialVault vault;
    private final ProcessState notes;

    /** What this node noted last. */
    private final Map<TokenId, Instant> noted = new ConcurrentHashMap<>();

    VaultClientTokens(CredentialVault vault, ProcessState notes) {
        this.vault = vault;
        this.notes = notes;
    }

    @Override
    public void keep(TokenId tokenId, ClientToken token) {
        vault.put(KIND, tokenId.value(), hash(token));
    }

    @Override
    public boolean matches(TokenId tokenId, ClientToken token) {
        // Another node may have issued it a moment ago; asked for tokens only that the events know, so that nobody
        // makes the store busy.
        return vault.find(KIND, tokenId.value()).filter(hash(token)::equals).isPresent();
    }

    @Override
    public void forget(TokenId tokenId) {
        vault.remove(KIND, tokenId.value());
        notes.remove(USES, tokenId.value());
        noted.remove(tokenId);
    }

    @Override
    public void noteUse(TokenId tokenId, Instant now) {
        var before = noted.get(tokenId);
        if (before != null && now.isBefore(before.plus(BETWEEN_NOTES))) {
            return;
        }
        noted.put(tokenId, now);
        Thread.ofVirtual().name("token-use").start(() -> {
            try {
                notes.put(USES, tokenId.value(), now.toString());
            } catch (RuntimeException failure) {
                // Noted again in an hour; a request does not fail for it.
                LOG.debug("Cannot note the use of {} now", tokenId, failure);
            }
        });
    }

    @Override
    public Optional<Instant> lastUse(TokenId tokenId) {
        try {
            return notes.get(USES, tokenId.value()).map(Instant::parse);
        } catch (RuntimeException failure) {
            LOG.debug("Cannot tell the use of {} now", tokenId, failure);
            return Optional.ofNullable(noted.get(tokenId));
        }
    }

    private static Secret hash(ClientToken token) {
        try {
            return new Secret(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(token.text().getBytes(StandardCharsets.US_ASCII))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
