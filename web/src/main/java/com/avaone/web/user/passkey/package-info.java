/** What a browser and the suite say to each other about passkeys (WebAuthn): offers, and whether what comes back is right. */
@NullMarked
package com.avaone.web.user.passkey;

import org.jspecify.annotations.NullMarked;
