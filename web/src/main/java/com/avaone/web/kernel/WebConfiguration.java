package com.avaone.web.kernel;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.converter.Converter;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.CacheControl;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.yaml.JacksonYamlHttpMessageConverter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/** How Spring MVC and JSON behave here beyond their settings. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(SignedInUser.class, Caller.class);
    }

    private final CurrentRequest request;

    WebConfiguration(CurrentRequest request) {
        this.request = request;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerArgument());
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverterFactory(new EnumNames());
        registry.addConverter(String.class, Instant.class, ifAny(Instants::parse));
        registry.addConverter(String.class, LocalDateTime.class, ifAny(Instants::parseLocal));
    }

    /** Nothing is no value: an empty field of a form is one that was left out. */
    @SuppressWarnings("NullAway") // a converter may answer nothing
    private static <T> Converter<String, T> ifAny(Function<String, T> parse) {
        return text -> text.isBlank() ? null : parse.apply(text.strip());
    }

    /** YAML comes along with a library; its reader knows nothing of what is strict here. */
    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
        builder.configureMessageConvertersList(
                converters -> converters.removeIf(JacksonYamlHttpMessageConverter.class::isInstance));
    }

    /** A number or truth value where a text is asked for is a fault, not a text. */
    @Bean
    JsonMapperBuilderCustomizer strictTexts() {
        return builder -> builder.withCoercionConfig(
                LogicalType.Textual,
                coercion -> coercion.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
    }

    /** An instant is a text; Jackson's own reader also takes numbers, and instants that no database holds. */
    @Bean
    JacksonModule instants() {
        return new SimpleModule("instants").addDeserializer(Instant.class, new StdScalarDeserializer<>(Instant.class) {
            @Override
            public Instant deserialize(JsonParser parser, DeserializationContext context) {
                if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                    return (Instant) context.handleUnexpectedToken(Instant.class, parser);
                }
                try {
                    return Instants.parse(parser.getString().strip());
                } catch (DateTimeException _) {
                    return (Instant) context.handleWeirdStringValue(
                            Instant.class, parser.getString(), "must be an instant such as 2026-01-31T12:00:00Z");
                }
            }
        });
    }

    /** A day is a text such as 2026-01-31; Jackson's own reader also takes lists of numbers. */
    @Bean
    JacksonModule days() {
        return new SimpleModule("days").addDeserializer(LocalDate.class, new StdScalarDeserializer<>(LocalDate.class) {
            @Override
            public LocalDate deserialize(JsonParser parser, DeserializationContext context) {
                if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                    return (LocalDate) context.handleUnexpectedToken(LocalDate.class, parser);
                }
                try {
                    return LocalDate.parse(parser.getString());
                } catch (DateTimeParseException _) {
                    return (LocalDate) context.handleWeirdStringValue(LocalDate.class, parser.getString(), "not a day");
                }
            }
        });
    }

    /** Constants in lower case with hyphens, as {@link EnumNames} reads them from addresses. */
    @Bean
    JsonMapperBuilderCustomizer constants() {
        return builder -> builder.enumNamingStrategy(EnumNamingStrategies.KEBAB_CASE);
    }

    /** A file's address holds its hash or version, so what it names never changes; Boot's settings cannot say so. */
    @Bean
    SmartInitializingSingleton immutableFiles(
            @Qualifier("resourceHandlerMapping") ObjectProvider<HandlerMapping> mappings) {
        return () -> mappings.stream()
                .filter(SimpleUrlHandlerMapping.class::isInstance)
                .flatMap(mapping -> ((SimpleUrlHandlerMapping) mapping).getHandlerMap().values().stream())
                .filter(ResourceHttpRequestHandler.class::isInstance)
                .forEach(handler -> ((ResourceHttpRequestHandler) handler)
                        .setCacheControl(CacheControl.maxAge(Duration.ofDays(365))
                                .cachePublic()
                                .immutable()));
    }

    private final class CallerArgument implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == SignedInUser.class || parameter.getParameterType() == Caller.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest webRequest,
                @Nullable WebDataBinderFactory binders) {
            return request.caller()
                    .filter(parameter.getParameterType()::isInstance)
                    .orElseThrow(() -> new IllegalStateException("A route asks for another caller than it lets in"));
        }
    }
}
