package com.avaone.command.user;

import com.avaone.api.kernel.UserId;
import com.avaone.api.user.Passkeys;
import com.avaone.command.kernel.memory.CredentialVault;
import com.avaone.command.kernel.memory.Secret;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Each passkey under its own id, because that is what who signs in brings along, and beside them the ids of each user's. */
final class VaultPasskeys implements Passkeys {

    private static final String PASSKEY = "passkey";
    private static final String OF_USER = "passkeys-of-user";

    private final CredentialVault vault;

    VaultPasskeys(CredentialVault vault) {
        this.vault = vault;
    }

    @Override
    public synchronized void keep(Passkey passkey) {
        var owner = find(passkey.passkeyId()).map(Passkey::userId);
        if (owner.isPresent() && !owner.get().equals(passkey.userId())) {
            throw new IllegalArgumentException("The passkey %s is another user's".formatted(passkey.passkeyId()));
        }
        // First, so that no passkey is ever left that its user's erasure does not find.
        if (owner.isEmpty()) {
            note(passkey.userId(), Stream.concat(ids(passkey.userId()), Stream.of(passkey.passkeyId())));
        }
        vault.put(PASSKEY, passkey.passkeyId(), new Secret(passkey.userId() + " " + passkey.content()));
    }

    @Override
    public Optional<Passkey> find(String passkeyId) {
        return vault.get(PASSKEY, passkeyId).map(Secret::reveal).map(kept -> {
            var space = kept.indexOf(' ');
            return new Passkey(new UserId(kept.substring(0, space)), passkeyId, kept.substring(space + 1));
        });
    }

    @Override
    public List<Passkey> of(UserId userId) {
        return ids(userId).map(this::find).flatMap(Optional::stream).toList();
    }

    @Override
    public synchronized void forget(UserId userId, String passkeyId) {
        if (ids(userId).anyMatch(passkeyId::equals)) {
            vault.remove(PASSKEY, passkeyId);
            note(userId, ids(userId).filter(id -> !id.equals(passkeyId)));
        }
    }

    /** Forgets all of a user's. */
    synchronized void forgetAll(UserId userId) {
        ids(userId).forEach(passkeyId -> vault.remove(PASSKEY, passkeyId));
        vault.remove(OF_USER, userId.value());
    }

    private Stream<String> ids(UserId userId) {
        return vault.get(OF_USER, userId.value()).map(Secret::reveal).stream()
                .flatMap(kept -> Arrays.stream(kept.split(" ")))
                .filter(passkeyId -> !passkeyId.isEmpty());
    }

    private void note(UserId userId, Stream<String> passkeyIds) {
        var ids = passkeyIds.distinct().collect(Collectors.joining(" "));
        vault.put(OF_USER, userId.value(), new Secret(ids));
    }
}
