package com.avaone.web.kernel.security;

import com.avaone.api.client.ClientTokens;
import com.avaone.api.user.Identities;
import com.avaone.web.kernel.CurrentRequest;
import com.avaone.web.kernel.problem.Problems;
import com.avaone.web.kernel.settings.AvaoneProperties;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.util.unit.DataSize;

/** Puts the filters of the door in order. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {

    /** No script but our own files; styles inline because charts and the editor write them. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; script-src 'self'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; "
            + "form-action 'self'; frame-ancestors 'none'";

    private static final String PERMISSIONS_POLICY =
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    @Bean
    SecurityFilterChain door(
            HttpSecurity http,
            RouteRules routes,
            SessionTokens tokens,
            SessionCheck sessions,
            SessionCookie cookie,
            Identities identities,
            ClientTokens clientTokens,
            Clock clock,
            CsrfTokens csrf,
            RateLimits limits,
            CurrentRequest current,
            SignInDoor door,
            Problems problems,
            AvaoneProperties properties,
            @Value("${spring.servlet.multipart.max-request-size}") DataSize uploadLimit,
            Environment environment) {
        return http.sessionManagement(management -> management.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .cors(AbstractHttpConfigurer::disable)
                .csrf(protection -> protection
                        .csrfTokenRepository(csrf.repository())
                        .csrfTokenRequestHandler(csrf.masking())
                        // A session that is found is not one that begins: the token changes at sign-in only.
                        .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy())
                        .requireCsrfProtectionMatcher(SecurityConfiguration::needsCsrfToken))
                // Before anybody reads the body, behind what writes the headers of every answer.
                .addFilterAfter(new NodeRoutesFilter(problems, properties, environment), HeaderWriterFilter.class)
                .addFilterAfter(new BodyFilter(problems, properties, uploadLimit), NodeRoutesFilter.class)
                .addFilterBefore(new PlainHttpFilter(problems, properties), CsrfFilter.class)
                .addFilterBefore(new SessionFilter(tokens, sessions, cookie), CsrfFilter.class)
                .addFilterBefore(new ClientFilter(identities, clientTokens, clock), CsrfFilter.class)
                .addFilterBefore(new RateLimitFilter(limits, current, problems), CsrfFilter.class)
                .addFilterBefore(new SameOriginFilter(problems, properties), CsrfFilter.class)
                // Behind what knows the caller, and before anybody looks for a token among the fields.
                .addFilterBefore(new UploadFilter(problems, routes), CsrfFilter.class)
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(door).accessDeniedHandler(door))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                        .permitAll()
                        .anyRequest()
                        .access(routes))
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(policy -> policy.policy(PERMISSIONS_POLICY))
                        .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                        .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                        .httpStrictTransportSecurity(hsts -> hsts.requestMatcher(request -> properties.isHttps())))
                .build();
    }

    /** A browser's session comes along by itself, so a change needs a proof beside it; so do the forms that make the session. */
    private static boolean needsCsrfToken(HttpServletRequest request) {
        return !SAFE.contains(request.getMethod())
                && (request.getAttribute(SessionFilter.SIGNED_IN_BY) == SessionToken.Kind.COOKIE
                        || SignInDoor.isPage(request.getRequestURI()));
    }

    /** Keeps Spring Boot from making a user of its own with a printed password. */
    @Bean
    UserDetailsService noOtherUsers() {
        return name -> {
            throw new UsernameNotFoundException("Users sign in by the suite's own routes only");
        };
    }
}
