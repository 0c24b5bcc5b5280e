package com.avaone.web.kernel;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.springframework.web.util.WebUtils;

/**
 * The language in which somebody is answered: the one in the address ({@code ?lang=hi}), else the one that was chosen so before, else what the
 * browser prefers.
 */
@Component(DispatcherServlet.LOCALE_RESOLVER_BEAN_NAME)
public class ReaderLanguage extends AcceptHeaderLocaleResolver {

    /** Parameter of an address. */
    public static final String PARAMETER = "lang";

    private static final String COOKIE = "avaone-language";
    private static final List<String> LANGUAGES = List.of("en", "hi");

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return inAddress(request)
                .or(() -> Optional.ofNullable(WebUtils.getCookie(request, COOKIE))
                        .flatMap(cookie -> known(cookie.getValue())))
                .map(Locale::of)
                .orElseGet(() -> super.resolveLocale(request));
    }

    /** The cookie that keeps the language of the address, where it names one. */
    public static Optional<ResponseCookie> chosen(HttpServletRequest request, boolean secure) {
        return inAddress(request)
                .map(language -> ResponseCookie.from(COOKIE, language)
                        .path("/")
                        .httpOnly(true)
                        .secure(secure)
                        .sameSite("Lax")
                        .maxAge(Duration.ofDays(365))
                        .build());
    }

    /** From the address only: reading a parameter of a form would consume a body that somebody else is to read. */
    private static Optional<String> inAddress(HttpServletRequest request) {
        var query = request.getQueryString();
        return query == null
                ? Optional.empty()
                : Arrays.stream(query.split("&"))
                        .filter(pair -> pair.startsWith(PARAMETER + "="))
                        .findFirst()
                        .flatMap(pair -> known(pair.substring(PARAMETER.length() + 1)));
    }

    private static Optional<String> known(@Nullable String language) {
        return LANGUAGES.stream().filter(known -> known.equals(language)).findFirst();
    }
}
