package com.avaone.command.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.avaone.api.kernel.PersonalSeal;
import com.avaone.command.kernel.memory.CredentialVault;
import com.avaone.command.kernel.memory.Secret;
import com.avaone.evidence.SigningKey;

/** The key that signs, made at the first start and kept in the credential vault, sealed like keys of persons by the master key. */
final class SigningKeys {

    private static final String KIND = "evidence-signing-key";

    /** Whose key of the seal it is: nobody's, and never forgotten. */
    private static final String SEALED_UNDER = "evidence-log";

    private static final String PLACE = "signing-key";
    private static final String PREFIX = "avaone";

    private SigningKeys() {}

    /**
     * The key of this name. Of many nodes that start for the first time, all have the same in the end.
     *
     * @param name another than before begins new logs, beside which the earlier ones stay as they were
     */
    static SigningKey of(String name, CredentialVault vault, PersonalSeal seal) {
        var stored = vault.find(KIND, name).orElseGet(() -> vault.putIfAbsent(KIND, name, sealed(seal)));
        var opened = seal.open(PLACE, stored.reveal())
                .orElseThrow(() -> new IllegalStateException("The key of the evidence log was forgotten"));
        return SigningKey.parse(new String(opened, UTF_8));
    }

    private static Secret sealed(PersonalSeal seal) {
        var text = SigningKey.generate(PREFIX).secretText().getBytes(UTF_8);
        return new Secret(seal.seal(SEALED_UNDER, PLACE, text)
                .orElseThrow(() -> new IllegalStateException("The key of the evidence log was forgotten")));
    }
}
