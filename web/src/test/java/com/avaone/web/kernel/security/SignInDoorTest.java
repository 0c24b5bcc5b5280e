package com.avaone.web.kernel.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignInDoorTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "https://evil.example",
                "//evil.example",
                "/\\evil.example",
                "/a\r\nSet-Cookie: x=y",
                "/a b",
                "javascript:alert(1)",
                "/admin/login?next=/admin/login",
                "/organization/login",
                "/workspace/login/second-step",
                "/\u00e4"
            })
    void leadsHomeWhereTheWantedPathIsNotOurOwn(String next) {
        assertThat(SignInDoor.localPath(next, "/home")).isEqualTo("/home");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin/sessions", "/admin/organizations?text=a%20b&sort=name", "/"})
    void leadsToWhereSomebodyWantedToGo(String next) {
        assertThat(SignInDoor.localPath(next, "/home")).isEqualTo(next);
    }
}
