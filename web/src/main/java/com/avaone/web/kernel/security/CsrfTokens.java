package com.avaone.web.kernel.security;

import com.avaone.web.kernel.settings.AvaoneProperties;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.stereotype.Component;

/**
 * Tokens that prove that a change comes from one of our own pages: kept in a cookie that no script can read and no other host can set, and
 * sent along by the page in a header or form field, masked differently in every answer (against BREACH).
 */
@Component
public class CsrfTokens {

    /** Header in which a page sends its token. */
    public static final String HEADER = "X-CSRF-TOKEN";

    private final CookieCsrfTokenRepository cookie = new CookieCsrfTokenRepository();
    private final CsrfTokenRequestHandler masking = new XorCsrfTokenRequestAttributeHandler();

    CsrfTokens(AvaoneProperties properties) {
        var secure = properties.isHttps();
        cookie.setCookieName(secure ? "__Host-avaone-csrf" : "avaone-csrf");
        cookie.setHeaderName(HEADER);
        cookie.setCookiePath("/");
        cookie.setCookieCustomizer(
                builder -> builder.httpOnly(true).secure(secure).sameSite("Lax"));
    }

    /** Replaces the token, as every sign-in does, and answers the new one as a page would send it. */
    public String renew(HttpServletRequest request, HttpServletResponse response) {
        var token = cookie.generateToken(request);
        cookie.saveToken(token, request, response);
        masking.handle(request, response, () -> token);
        return ((CsrfToken) request.getAttribute(CsrfToken.class.getName())).getToken();
    }

    CsrfTokenRepository repository() {
        return cookie;
    }

    CsrfTokenRequestHandler masking() {
        return masking;
    }
}
