package com.avaone.web.kernel.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.condition.RequestCondition;

/**
 * Matches what a caller on the machine itself asks of a suite that nobody else is meant to reach. The caller's address alone does not say
 * so: a proxy calls from the machine too, and so does the browser for a foreign page whose name was led to the machine.
 *
 * @param publicUrl the address that people open
 */
record FromThisMachine(URI publicUrl) implements RequestCondition<FromThisMachine> {

    /** As an address is written: nothing here may be looked up. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    @Override
    public FromThisMachine combine(FromThisMachine other) {
        return this;
    }

    @Override
    public @Nullable FromThisMachine getMatchingCondition(HttpServletRequest request) {
        return isThisMachine(request.getRemoteAddr())
                        && isThisMachine(request.getServerName())
                        && isThisMachine(publicUrl.getHost())
                ? this
                : null;
    }

    @Override
    public int compareTo(FromThisMachine other, HttpServletRequest request) {
        return 0;
    }

    private static boolean isThisMachine(@Nullable String host) {
        if (host == null) {
            return false;
        }
        var bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (!ADDRESS.matcher(bare).matches()) {
            return bare.equalsIgnoreCase("localhost");
        }
        try {
            return InetAddress.getByName(bare).isLoopbackAddress();
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }
}
