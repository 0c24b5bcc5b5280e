package com.avaone.api.communication;

import com.avaone.api.kernel.EmailAddress;

/**
 * Names addresses without saying them: so that it is kept for ever that mail does not reach one, while the address itself is forgotten with
 * its owner. Every node can ask.
 */
public interface MailAddresses {

    /** The name of an address, which only who knows the address can find. */
    MailAddressId idOf(EmailAddress address);
}
