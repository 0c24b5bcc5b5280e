package com.avaone.command.kernel.personal;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in one sentence why the start failed, in the place of a stack trace. */
final class MasterKeyRefusedAnalyzer extends AbstractFailureAnalyzer<MasterKeyRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MasterKeyRefused cause) {
        return new FailureAnalysis(cause.getMessage(), null, cause);
    }
}
