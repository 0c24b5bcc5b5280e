package com.avaone.web.kernel.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.avaone.web.kernel.problem.ProblemTexts;
import jakarta.validation.Validator;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

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
}
