package com.avaone.command.kernel.memory;

import java.util.Optional;

/** The notes of process managers: one text per process and key. */
public interface ProcessState {

    /** What {@code process} noted under {@code key}. */
    Optional<String> get(String process, String key);

    /** Notes {@code state} in the place of an earlier note. */
    void put(String process, String key, String state);

    /** Forgets the note, if there is one. */
    void remove(String process, String key);
}
