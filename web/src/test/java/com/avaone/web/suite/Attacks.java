package com.avaone.web.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.web.suite.DeclaredRoutes.Route;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.json.JsonMapper;

/** What the attacks of several tests need. */
final class Attacks {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private Attacks() {}

    static String json(Map<String, ?> fields) {
        return JsonMapper.shared().writeValueAsString(fields);
    }

    /** The token against forgery of the page that a browser is shown, with its cookie kept. */
    static String csrf(Caller browser, String page) {
        var answer = browser.get(page);
        var token = TOKEN.matcher(answer.body());
        assertThat(token.find()).as(page + " " + answer.body()).isTrue();
        return token.group(1);
    }

    /** The path of a route about our organization and what is in it. */
    static String path(Route route, Neighbours neighbours) {
        var ours = neighbours.ours();
        return route.path()
                .replaceAll("\\{organization(Id)?}", ours.organizationId())
                .replace("{userId}", route.path().contains("/invitation/") ? ours.invitedId() : ours.userId())
                .replace(
                        "{clientId}",
                        route.path().contains("rganization}") ? ours.clientId() : neighbours.operatorsClientId())
                .replace(
                        "{tokenId}",
                        route.path().contains("rganization}") ? ours.tokenId() : neighbours.operatorsTokenId())
                .replace("{webhookId}", ours.webhookId())
                .replace("{productId}", "ava-cx")
                .replace("{catalogueVersion}", "999")
                .replace("{quoteId}", "qte_" + "0".repeat(32))
                .replace("{contentId}", "cnt_" + "0".repeat(26))
                .replace("{revision}", "999")
                .replace("{processor}", "user")
                .replace("{operation}", "recheck")
                .replace("{action}", "unlock")
                .replace("{code}", "not-found")
                .replaceAll("\\{[^}]+}", "x");
    }

    /** The names that a route reads from its address or form. */
    static Set<String> parameters(HandlerMethod handler) {
        var names = new TreeSet<String>();
        for (var parameter : handler.getMethod().getParameters()) {
            var asked = AnnotatedElementUtils.findMergedAnnotation(parameter, RequestParam.class);
            if (asked != null) {
                names.add(asked.name().isEmpty() ? parameter.getName() : asked.name());
            } else if (parameter.isAnnotationPresent(ModelAttribute.class)
                    && parameter.getType().isRecord()) {
                Arrays.stream(parameter.getType().getRecordComponents())
                        .map(RecordComponent::getName)
                        .forEach(names::add);
            }
        }
        return names;
    }

    /** An exchange in which everything is said as it stands here, the header {@code Host} too. */
    static String raw(int port, String request) {
        try (var socket = new Socket("localhost", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
