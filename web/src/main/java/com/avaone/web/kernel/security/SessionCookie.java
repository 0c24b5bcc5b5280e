package com.avaone.web.kernel.security;

import com.avaone.web.kernel.settings.AvaoneProperties;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * The cookie that carries a session's token. Under https it has the prefix {@code __Host-}, which no other host and no plain http
 * connection can set; whether that is so is decided by the public address, not by the single request.
 */
@Component
public class SessionCookie {

    private final String name;
    private final boolean secure;

    SessionCookie(AvaoneProperties properties) {
        secure = properties.isHttps();
        name = secure ? "__Host-avaone-session" : "avaone-session";
    }

    /** Lets the browser keep a token until it is closed; when the session ends is for the suite to say. */
    public void set(HttpServletResponse response, String token) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(token).build().toString());
    }

    /** Lets the browser forget the token. */
    public void clear(HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE, cookie("").maxAge(Duration.ZERO).build().toString());
    }

    Optional<String> read(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, name);
        return cookie == null || cookie.getValue().isEmpty() ? Optional.empty() : Optional.of(cookie.getValue());
    }

    private ResponseCookie.ResponseCookieBuilder cookie(String value) {
        return ResponseCookie.from(name, value)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .path("/");
    }
}
