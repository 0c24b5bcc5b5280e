package com.avaone.command.client;

import com.avaone.api.client.ClientEvent.TokenRevoked;
import com.avaone.api.client.ClientTokens;
import com.avaone.command.kernel.CommandRole;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Leaves nothing of a token in the vault that is worth nothing any more. */
@Component
@CommandRole
@ProcessingGroup("WhenTokenIsRevokedThenForgetIt")
class WhenTokenIsRevokedThenForgetIt {

    private final ClientTokens tokens;

    WhenTokenIsRevokedThenForgetIt(ClientTokens tokens) {
        this.tokens = tokens;
    }

    @EventHandler
    void on(TokenRevoked event) {
        tokens.forget(event.tokenId());
    }
}
