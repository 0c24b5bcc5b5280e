package com.avaone.api.kernel;

import java.util.Optional;

/**
 * Seals what is about one person under that person's key (AES-256-GCM), for every copy that lies on a disk. Once the person is erased
 * nobody can open it. Safe for use by many threads.
 */
public interface PersonalSeal {

    /**
     * Seals {@code content}.
     *
     * @param personId whose key to use; made when it is first needed
     * @param place where the sealed text will stand; it can be opened there only
     * @return text of letters, digits and {@code . - _}; empty if the person is erased
     */
    Optional<String> seal(String personId, String place, byte[] content);

    /**
     * Opens what was sealed for {@code place}.
     *
     * @return the content; empty if the person is erased
     * @throws IllegalStateException if it cannot be opened for another reason: it was changed, belongs to another place, or its key is
     *     neither there nor known to be erased
     */
    Optional<byte[]> open(String place, String sealed);
}
