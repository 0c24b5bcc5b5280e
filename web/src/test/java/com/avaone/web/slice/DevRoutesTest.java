package com.avaone.web.slice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What opens doors in development is there for callers on the machine itself only. */
@WebFloor
class DevRoutesTest {

    private static final String ROUTE = "/api/setup-test-data";

    @Autowired
    private MockMvcTester mvc;

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "::1", "0:0:0:0:0:0:0:1"})
    void existForCallersOnTheMachine(String address) {
        assertThat(mvc.get().uri(ROUTE).with(request -> {
                    request.setRemoteAddr(address);
                    return request;
                }))
                .hasStatus(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.7", "192.168.1.2", "2001:db8::1", "0.0.0.0"})
    void doNotExistForCallersElsewhere(String address) {
        assertThat(mvc.get().uri(ROUTE).with(request -> {
                    request.setRemoteAddr(address);
                    return request;
                }))
                .hasStatus(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"suite.example.com", "127.0.0.1.example.com", "localhost.example.com", "10.0.0.7"})
    void doNotExistUnderAnotherNameThanTheMachines(String host) {
        assertThat(mvc.get().uri(ROUTE).with(request -> {
                    request.setServerName(host);
                    return request;
                }))
                .hasStatus(404);
    }

    @Test
    void existUnderTheMachinesOwnAddress() {
        assertThat(mvc.get().uri(ROUTE).with(request -> {
                    request.setServerName("[::1]");
                    return request;
                }))
                .hasStatus(200);
    }
}
