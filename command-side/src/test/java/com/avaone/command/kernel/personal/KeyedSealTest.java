package com.avaone.command.kernel.personal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.avaone.api.kernel.PersonalSeal;
import com.avaone.command.kernel.personal.KeysOnDisposal.VaultInMemory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What is sealed can be opened in its place only, and not at all once its person is erased. */
class KeyedSealTest {

    private static final String ADA = "usr_1";
    private static final String EVE = "usr_2";
    private static final String PLACE = "user.registered/email";
    private static final byte[] ADDRESS = "ada@example.com".getBytes(UTF_8);

    private final VaultInMemory vault = new VaultInMemory();
    private final PersonalKeys keys = KeysOnDisposal.in(vault);
    private final PersonalSeal seal = new KeyedSeal(keys);

    private String sealed(String personId) {
        return seal.seal(personId, PLACE, ADDRESS).orElseThrow();
    }

    @Test
    void opensWhatItSealed() {
        var sealed = sealed(ADA);

        assertThat(sealed).startsWith("1.usr_1.").matches("[A-Za-z0-9._-]+");
        assertThat(seal.open(PLACE, sealed)).hasValue(ADDRESS);
        assertThat(seal.open(PLACE, seal.seal(ADA, PLACE, new byte[0]).orElseThrow()))
                .hasValue(new byte[0]);
    }

    @Test
    void sealsTheSameDifferentlyEachTime() {
        var sealed = new HashSet<String>();
        for (var i = 0; i < 1_000; i++) {
            sealed.add(sealed(ADA));
        }
        assertThat(sealed).hasSize(1_000);
    }

    @Test
    void opensInNoOtherPlace() {
        var sealed = sealed(ADA);

        assertThatThrownBy(() -> seal.open("user.registered/name", sealed)).isInstanceOf(PersonalDataUnreadable.class);
    }

    @Test
    void opensUnderNoOtherPersonsKey() {
        var sealed = sealed(ADA);
        sealed(EVE);

        assertThatThrownBy(() -> seal.open(PLACE, sealed.replace(ADA, EVE))).isInstanceOf(PersonalDataUnreadable.class);
    }

    @Test
    void opensNothingThatWasChanged() {
        var sealed = sealed(ADA);
        var head = "1.usr_1.".length();
        var bytes = Base64.getUrlDecoder().decode(sealed.substring(head));
        for (var at = 0; at < bytes.length; at++) {
            var changed = bytes.clone();
            changed[at] ^= 1;
            var text = "1.usr_1." + Base64.getUrlEncoder().encodeToString(changed);
            assertThatThrownBy(() -> seal.open(PLACE, text)).as(text).isInstanceOf(PersonalDataUnreadable.class);
        }
        for (var end = head; end < sealed.length(); end++) {
            var cut = sealed.substring(0, end);
            assertThatThrownBy(() -> seal.open(PLACE, cut)).as(cut).isInstanceOf(PersonalDataUnreadable.class);
        }
    }

    @Test
    void opensNoFormThatItDoesNotKnow() {
        var later = sealed(ADA).replaceFirst("1", "2");
        for (var form : new String[] {later, "", "1", "1.", "1.usr_1", "ada@example.com", "1.usr_1.#"}) {
            assertThatThrownBy(() -> seal.open(PLACE, form)).as(form).isInstanceOf(PersonalDataUnreadable.class);
        }
    }

    @Test
    void neitherSealsNorOpensWhatIsOfAnErasedPerson() {
        var ofAda = sealed(ADA);
        var ofEve = sealed(EVE);

        keys.forget(ADA);

        assertThat(seal.open(PLACE, ofAda)).isEmpty();
        assertThat(seal.seal(ADA, PLACE, ADDRESS)).isEmpty();
        assertThat(seal.open(PLACE, ofEve)).hasValue(ADDRESS);
    }

    @Test
    void doesNotTakeAMissingKeyForAForgottenOne() {
        var sealed = sealed(ADA);
        vault.secrets.clear();

        assertThatThrownBy(() -> seal.open(PLACE, sealed))
                .isInstanceOf(PersonalDataUnreadable.class)
                .hasMessageContaining("usr_1");
    }

    @Test
    void sealsForManyAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<byte[]>>();
            for (var i = 0; i < 1_000; i++) {
                var person = "usr_" + i % 10;
                running.add(
                        threads.submit(() -> seal.open(PLACE, sealed(person)).orElseThrow()));
            }
            for (var each : running) {
                assertThat(each.get()).isEqualTo(ADDRESS);
            }
        }
    }
}
