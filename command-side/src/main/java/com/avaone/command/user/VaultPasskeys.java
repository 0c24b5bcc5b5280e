package com.avaone.command.user;

import com.avaone.api.kernel.UserId;
import com.avaone.api.user.Passkeys;
import com.avaone.command.kernel.memory.CredentialVault;
import com.avaone.command.kernel.memory.Secret;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Each passkey under its own id, because that is what who signs in brings along, and beside them the ids of each user's. Any number of nodes may write. */
final class VaultPasskeys implements Passkeys {

    private static final String PASSKEY = "passkey";
    private static final String OF_USER = "passkeys-of-user";

    private final CredentialVault vault;

    VaultPasskeys(CredentialVault vault) {
        this.vault = vault;
    }

    @Override
    public void keep(Passkey passkey) {
        var kept = secret(passkey);
        while (!keep(passkey, kept)) {
            // Another node was faster: look again at what is there now.
        }
    }

    private boolean keep(Passkey passkey, Secret kept) {
        var present = vault.find(PASSKEY, passkey.passkeyId());
        if (present.isPresent()) {
            var owner = passkey(passkey.passkeyId(), present.get()).userId();
            if (!owner.equals(passkey.userId())) {
                throw new IllegalArgumentException("The passkey %s is another user's".formatted(passkey.passkeyId()));
            }
            return vault.replace(PASSKEY, passkey.passkeyId(), present.get(), kept);
        }
        // First, so that no passkey is ever left that its user's erasure does not find.
        note(passkey.userId(), ids -> Stream.concat(ids, Stream.of(passkey.passkeyId())));
        return vault.putIfAbsent(PASSKEY, passkey.passkeyId(), kept).equals(kept);
    }

    @Override
    public boolean replace(Passkey present, Passkey changed) {
        return vault.replace(PASSKEY, present.passkeyId(), secret(present), secret(changed));
    }

    @Override
    public Optional<Passkey> find(String passkeyId) {
        return vault.get(PASSKEY, passkeyId).map(kept -> passkey(passkeyId, kept));
    }

    private static Secret secret(Passkey passkey) {
        return new Secret(passkey.userId() + " " + passkey.content());
    }

    private static Passkey passkey(String passkeyId, Secret secret) {
        var kept = secret.reveal();
        var space = kept.indexOf(' ');
        return new Passkey(new UserId(kept.substring(0, space)), passkeyId, kept.substring(space + 1));
    }

    /** An id may be noted of a user to whom the key did not go in the end. */
    @Override
    public List<Passkey> of(UserId userId) {
        return ids(vault.get(OF_USER, userId.value()))
                .map(this::find)
                .flatMap(Optional::stream)
                .filter(passkey -> passkey.userId().equals(userId))
                .toList();
    }

    @Override
    public void forget(UserId userId, String passkeyId) {
        if (of(userId).stream().anyMatch(passkey -> passkey.passkeyId().equals(passkeyId))) {
            vault.remove(PASSKEY, passkeyId);
            note(userId, ids -> ids.filter(id -> !id.equals(passkeyId)));
        }
    }

    /** Forgets all of a user's. */
    void forgetAll(UserId userId) {
        of(userId).forEach(passkey -> vault.remove(PASSKEY, passkey.passkeyId()));
        vault.remove(OF_USER, userId.value());
    }

    private static Stream<String> ids(Optional<Secret> ofUser) {
        return ofUser.map(Secret::reveal).stream()
                .flatMap(kept -> Arrays.stream(kept.split(" ")))
                .filter(passkeyId -> !passkeyId.isEmpty());
    }

    /** Notes which keys the user has, made from those of this moment however many nodes do so at once. */
    private void note(UserId userId, UnaryOperator<Stream<String>> change) {
        var isNoted = false;
        while (!isNoted) {
            var present = vault.find(OF_USER, userId.value());
            var changed = new Secret(change.apply(ids(present)).distinct().collect(Collectors.joining(" ")));
            isNoted = present.isPresent()
                    ? vault.replace(OF_USER, userId.value(), present.get(), changed)
                    : vault.putIfAbsent(OF_USER, userId.value(), changed).equals(changed);
        }
    }
}
