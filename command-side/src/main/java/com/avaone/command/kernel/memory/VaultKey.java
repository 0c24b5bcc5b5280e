package com.avaone.command.kernel.memory;

/** Under what a secret is held. */
record VaultKey(String kind, String subjectId) {}
