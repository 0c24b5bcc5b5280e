package com.avaone.web.kernel.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import com.avaone.api.kernel.Rejected;
import com.avaone.api.user.UserRule;
import com.avaone.web.kernel.problem.HttpRule;
import com.avaone.web.kernel.problem.ProblemTexts;
import com.avaone.web.kernel.problem.RequestRefused;
import jakarta.validation.Validator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.web.servlet.ModelAndView;

class FormsTest {

    @ParameterizedTest
    @CsvSource({
        "/account, /suite/account?minPosition=41&done=account-changed",
        "/workspace/login?organization=northwind, /suite/workspace/login?organization=northwind&minPosition=41&done=account-changed",
        "/clients/{id}, /suite/clients/%7Bid%7D?minPosition=41&done=account-changed",
    })
    void leadToWhereWhatWasDoneIsToBeSeen(String path, String expected) throws Exception {
        var request = new MockHttpServletRequest();
        request.setContextPath("/suite");
        var response = new MockHttpServletResponse();
        var forms = new Forms(request, new StaticMessageSource(), mock(Validator.class), new ProblemTexts());

        var view = Objects.requireNonNull(
                forms.redirect(new Done(path, 41, "account-changed")).getView());
        view.render(Map.of(), request, response);

        assertThat(response.getStatus()).isEqualTo(303);
        assertThat(response.getRedirectedUrl()).isEqualTo(expected);
    }

    @Test
    void leadToAnAddressWithBraces() throws Exception {
        var response = new MockHttpServletResponse();

        Objects.requireNonNull(Forms.seeOther("/x{y}").getView())
                .render(Map.of(), new MockHttpServletRequest(), response);

        assertThat(response.getStatus()).isEqualTo(303);
        assertThat(response.getRedirectedUrl()).isEqualTo("/x{y}");
    }

    private record Sent(String name) {}

    @Test
    void keepWhatWasTypedWhereItIsWhatIsNotAllowed() {
        var request = new MockHttpServletRequest();
        request.setParameter("name", "Northwind");
        var forms = new Forms(request, new StaticMessageSource(), mock(Validator.class), new ProblemTexts());

        var page = sent(forms, "name");

        assertThat(page.getViewName()).isEqualTo("form");
        assertThat(page.getStatus()).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(page.getModel())
                .containsEntry(Forms.FORM, Map.of("name", "Northwind"))
                .containsEntry(Forms.ERRORS, Map.of("name", "Not this."));
        for (var other : new String[] {null, "else"}) {
            assertThatThrownBy(() -> sent(forms, other)).isInstanceOf(Rejected.class);
        }
    }

    private static ModelAndView sent(Forms forms, @Nullable String field) {
        return forms.submit(
                Sent.class,
                new BeanPropertyBindingResult(new Sent("Northwind"), Forms.FORM),
                new ExtendedModelMap(),
                Locale.ENGLISH,
                () -> {
                    throw field == null
                            ? new Rejected(UserRule.NOT_ALLOWED, "Not this.")
                            : new Rejected(UserRule.NOT_ALLOWED, "Not this.", field, Map.of());
                },
                () -> "form");
    }

    @Test
    void keepWhatWasTypedWhileNobodyAnswers() {
        var request = new MockHttpServletRequest();
        request.setParameter("name", "Northwind");
        request.setParameter("idempotencyKey", "key-1");
        var forms = new Forms(request, new StaticMessageSource(), mock(Validator.class), new ProblemTexts());

        var page = forms.submit(
                Sent.class,
                new BeanPropertyBindingResult(new Sent("Northwind"), Forms.FORM),
                new ExtendedModelMap(),
                Locale.ENGLISH,
                () -> {
                    throw new RequestRefused(HttpRule.UNAVAILABLE, "Send it again soon.");
                },
                () -> "form");

        assertThat(page.getViewName()).isEqualTo("form");
        assertThat(page.getStatus()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(page.getModel())
                .containsEntry(Forms.FORM, Map.of("name", "Northwind", "idempotencyKey", "key-1"))
                .containsEntry("idempotencyKey", "key-1")
                .containsValue("Send it again soon.");
    }
}
