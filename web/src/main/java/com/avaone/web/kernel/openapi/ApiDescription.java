package com.avaone.web.kernel.openapi;

import com.avaone.api.crm.Money;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.Rule;
import com.avaone.api.user.UserRule;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.CurrentRequest;
import com.avaone.web.kernel.problem.HttpRule;
import com.avaone.web.kernel.problem.Problem;
import com.avaone.web.kernel.security.CsrfTokens;
import com.avaone.web.kernel.security.RouteRules;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.lang.annotation.Annotation;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.method.HandlerMethod;

/** Completes the OpenAPI description: how to sign in, headers, and every problem that a route can answer, with an example. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final String SESSION = "session";
    private static final String BEARER = "bearer";

    @Bean
    OpenAPI openApi(ObjectProvider<BuildProperties> build) {
        var components = new Components()
                .addSecuritySchemes(
                        SESSION,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.COOKIE)
                                .name("__Host-avaone-session")
                                .description(
                                        "The cookie that signing in sets (`avaone-session` on plain http). Changes need the token of "
                                                + "the page, or of the answer to signing in, in the header `"
                                                + CsrfTokens.HEADER + "`."))
                .addSecuritySchemes(
                        BEARER,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description(
                                        "The token that signing in answers where `bearer` is true, or an API client's token."));
        ModelConverters.getInstance(true).read(Problem.class).forEach(components::addSchemas);
        ModelConverters.getInstance(true).read(Problem.FieldError.class).forEach(components::addSchemas);
        return new OpenAPI()
                .info(
                        new Info()
                                .title("Avaone Suite")
                                .version(build.stream()
                                        .map(properties -> String.valueOf(properties.getVersion()))
                                        .findFirst()
                                        .orElse("development"))
                                .license(new License().name("Apache-2.0").identifier("Apache-2.0"))
                                .description(
                                        "Commands answer a receipt: the version of what changed (also as `ETag`) and the position in the log "
                                                + "(also as `Avaone-Position`). A read with `Avaone-Min-Position` waits until it shows that position. "
                                                + "Refusals are problem details (RFC 9457); each `type` leads to a page that explains it. What is meant for "
                                                + "people (`title`, `detail`, messages, histories) is English, or Hindi where `Accept-Language` asks for it."))
                // Else springdoc writes whatever host the request named.
                .servers(List.of(new Server().url("/")))
                .components(components);
    }

    @Bean
    GlobalOperationCustomizer everyOperation() {
        return (operation, handler) -> {
            var audience = RouteRules.audienceOf(handler).orElse(Audience.SYSTEM_ADMIN);
            operation.addExtension("x-audience", audience.name().toLowerCase(Locale.ROOT));
            if (audience != Audience.PUBLIC) {
                operation.setSecurity(
                        List.of(new SecurityRequirement().addList(SESSION), new SecurityRequirement().addList(BEARER)));
            }
            addHeaders(operation, handler, audience);
            addProblems(operation, rulesOf(operation, handler, audience));
            return operation;
        };
    }

    /** Said here, because {@link Money} is of a floor that knows nothing of HTTP. */
    @Bean
    GlobalOpenApiCustomizer money() {
        return api -> api.getComponents().getSchemas().computeIfPresent(Money.class.getSimpleName(), (_, schema) -> {
            var properties = ((Schema<?>) schema).getProperties();
            properties.computeIfPresent("amount", (_, amount) -> amount.example("1200.50"));
            properties.computeIfPresent("currency", (_, currency) -> currency.example("EUR"));
            return schema.required(List.of("amount", "currency"));
        });
    }

    private static boolean is(HandlerMethod handler, Class<? extends Annotation> verb) {
        return handler.hasMethodAnnotation(verb);
    }

    /** Whether the route sends commands and queries of the business, which take positions, versions and idempotency keys. */
    private static boolean isBusiness(HandlerMethod handler) {
        var room = handler.getBeanType().getPackageName();
        return !room.contains(".kernel") && !room.endsWith(".user") && !room.endsWith(".user.link");
    }

    /** Whether callers may know versions, which they name and are answered: nobody without a session was ever shown one. */
    private static boolean knowsVersions(HandlerMethod handler, Audience audience) {
        return isBusiness(handler) && audience != Audience.PUBLIC;
    }

    private static void addHeaders(Operation operation, HandlerMethod handler, Audience audience) {
        if (!isBusiness(handler)) {
            return;
        }
        if (is(handler, GetMapping.class)) {
            parameter(
                    operation,
                    CurrentRequest.MIN_POSITION,
                    false,
                    "Wait until the answer shows this position.",
                    "1207");
            return;
        }
        if (knowsVersions(handler, audience)) {
            parameter(
                    operation,
                    "Prefer",
                    false,
                    "`return=representation` answers the thing itself as soon as it can be seen.",
                    "return=representation");
            parameter(
                    operation,
                    HttpHeaders.IF_MATCH,
                    is(handler, PutMapping.class),
                    "ETag of the version that this replaces; `*` for any.",
                    "\"7\"");
        }
        if (is(handler, PostMapping.class)) {
            parameter(
                    operation,
                    CurrentRequest.IDEMPOTENCY_KEY,
                    false,
                    "Makes repeating safe: the same key and body answer the first outcome again.",
                    "3f6c1e0a-5b7d-4c62-9f5e-0a1b2c3d4e5f");
        }
        var responses = responses(operation);
        if (responses.keySet().stream().noneMatch(status -> status.startsWith("2"))) {
            responses.addApiResponse(
                    "200",
                    new ApiResponse()
                            .description("Done")
                            .content(new Content()
                                    .addMediaType(
                                            "application/json",
                                            new MediaType()
                                                    .schema(new Schema<>().$ref("#/components/schemas/Receipt")))));
        }
        responses.forEach((status, response) -> {
            if (status.startsWith("2") && knowsVersions(handler, audience)) {
                response.addHeaderObject(
                        HttpHeaders.ETAG,
                        new Header().description("The new version").schema(new StringSchema().example("\"8\"")));
                response.addHeaderObject(
                        CurrentRequest.POSITION,
                        new Header().description("Position in the log").schema(new IntegerSchema().example(1208)));
            }
        });
    }

    private static void parameter(
            Operation operation, String name, boolean required, String description, String example) {
        var known = operation.getParameters();
        if (known == null || known.stream().noneMatch(parameter -> name.equalsIgnoreCase(parameter.getName()))) {
            operation.addParametersItem(new HeaderParameter()
                    .name(name)
                    .required(required)
                    .description(description)
                    .schema(new StringSchema())
                    .example(example));
        }
    }

    private static Set<Rule> rulesOf(Operation operation, HandlerMethod handler, Audience audience) {
        var rules = new LinkedHashSet<Rule>();
        var changes = !is(handler, GetMapping.class);
        var body = operation.getRequestBody() != null;
        var parameters =
                operation.getParameters() != null && !operation.getParameters().isEmpty();
        if (body || parameters) {
            rules.add(HttpRule.INVALID_REQUEST);
        }
        if (body) {
            rules.addAll(List.of(HttpRule.MALFORMED_JSON, HttpRule.TOO_LARGE, HttpRule.UNSUPPORTED_MEDIA_TYPE));
        }
        if (audience != Audience.PUBLIC) {
            rules.add(UserRule.NOT_SIGNED_IN);
        } else if (changes) {
            rules.addAll(List.of(UserRule.SIGN_IN_REFUSED, UserRule.ACCOUNT_LOCKED, UserRule.SIGN_IN_OVERLOADED));
        }
        if (audience == Audience.SYSTEM_ADMIN) {
            rules.add(UserRule.NOT_ALLOWED);
        }
        if (changes) {
            rules.addAll(List.of(
                    HttpRule.CSRF_TOKEN_MISSING,
                    HttpRule.CROSS_SITE,
                    KernelRule.CONCURRENT_CHANGE,
                    KernelRule.STORE_UNAVAILABLE));
        }
        if (parameters && operation.getParameters().stream().anyMatch(parameter -> "path".equals(parameter.getIn()))) {
            rules.add(KernelRule.NOT_FOUND);
        }
        if (isBusiness(handler)) {
            if (is(handler, GetMapping.class)) {
                rules.addAll(List.of(KernelRule.READ_MODEL_BEHIND, KernelRule.READ_MODEL_UNAVAILABLE));
            } else if (knowsVersions(handler, audience)) {
                rules.add(KernelRule.STALE_VERSION);
            }
            if (is(handler, PostMapping.class)) {
                rules.addAll(List.of(KernelRule.IDEMPOTENCY_KEY_REUSED, KernelRule.IDEMPOTENCY_KEY_IN_USE));
            }
            if (is(handler, PutMapping.class)) {
                rules.add(HttpRule.PRECONDITION_REQUIRED);
            }
            if (is(handler, DeleteMapping.class) || is(handler, PostMapping.class)) {
                rules.add(KernelRule.REASON_MISSING);
            }
        }
        rules.addAll(List.of(
                HttpRule.NOT_ACCEPTABLE, HttpRule.TOO_MANY_REQUESTS, HttpRule.INTERNAL_ERROR, HttpRule.TIMED_OUT));
        return rules;
    }

    private static void addProblems(Operation operation, Set<Rule> rules) {
        var responses = responses(operation);
        var byStatus = new LinkedHashMap<Integer, Map<String, Rule>>();
        rules.forEach(rule -> byStatus.computeIfAbsent(Problem.statusOf(rule).value(), status -> new LinkedHashMap<>())
                .put(rule.code(), rule));
        // A problem that the route itself declares has no content yet.
        responses.keySet().stream()
                .filter(status -> status.startsWith("4") || status.startsWith("5"))
                .forEach(status -> byStatus.computeIfAbsent(Integer.valueOf(status), any -> new LinkedHashMap<>()));
        byStatus.forEach((status, problems) -> {
            var response = responses.computeIfAbsent(
                    status.toString(),
                    any -> new ApiResponse()
                            .description(String.join(
                                    "; ",
                                    problems.values().stream()
                                            .map(rule -> "`%s`: %s".formatted(rule.code(), rule.title()))
                                            .toList())));
            var content = response.getContent();
            if (content != null && content.containsKey("application/json")) {
                return; // an answer of another form, for example of the health route
            }
            var media = new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"));
            problems.forEach((code, rule) -> media.addExamples(code, new Example().value(exampleOf(rule))));
            response.setContent(new Content().addMediaType(Problem.MEDIA_TYPE, media));
            if (status == 429 || status == 503) {
                response.addHeaderObject(
                        HttpHeaders.RETRY_AFTER,
                        new Header().description("Seconds to wait").schema(new IntegerSchema().example(2)));
            }
        });
    }

    private static Map<String, Object> exampleOf(Rule rule) {
        var example = new LinkedHashMap<String, Object>();
        example.put("type", Problem.PAGES + rule.code());
        example.put("title", rule.title());
        example.put("status", Problem.statusOf(rule).value());
        example.put("detail", rule.title() + ".");
        example.put("code", rule.code());
        if (rule == HttpRule.INVALID_REQUEST) {
            example.put("errors", List.of(Map.of("field", "name", "code", "required", "message", "must not be blank")));
        }
        example.put("requestId", "0b1f5a52-6f0e-4b8e-9a53-6f5f8d0c7a11");
        return example;
    }

    private static ApiResponses responses(Operation operation) {
        if (operation.getResponses() == null) {
            operation.setResponses(new ApiResponses());
        }
        return operation.getResponses();
    }
}
