package com.avaone.web.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.avaone.api.feed.EventFeed;
import com.avaone.api.feed.FeedAccess;
import com.avaone.api.feed.FeedBatch;
import com.avaone.api.feed.FeedPoint;
import com.avaone.api.feed.FeedQuery.FindFeedAccess;
import com.avaone.api.feed.FeedRule;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.Rejected;
import java.io.UnsupportedEncodingException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Streams of events whose store fails, and questions that are not as usual. */
@WebFloor
class EventFeedApiTest {

    private static final String FEED = "/api/events";
    private static final String STREAM = "text/event-stream";
    private static final FeedBatch BEHIND = new FeedBatch(List.of(), FeedPoint.since(5), 7);
    private static final FeedBatch AT_THE_END = new FeedBatch(List.of(), FeedPoint.since(7), 7);

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private FakeBus bus;

    @Autowired
    private EventFeed feed;

    @BeforeEach
    void begin() {
        bus.reset();
        bus.answer(FindFeedAccess.class, _ -> new FeedAccess(false));
        reset(feed);
        when(feed.cursor(any(), any())).thenReturn("1.event-feed.x");
    }

    private MvcTestResult stream() {
        return mvc.get().uri(FEED).header("Accept", STREAM).exchange();
    }

    private static String body(MvcTestResult answer) throws UnsupportedEncodingException {
        return answer.getResponse().getContentAsString();
    }

    @Test
    void aStreamWhoseStoreDoesNotAnswerEndsAndIsNotRefused() throws Exception {
        when(feed.read(any(), any(), anyBoolean(), anyInt()))
                .thenReturn(BEHIND)
                .thenThrow(new Rejected(KernelRule.STORE_UNAVAILABLE, "Not now."));

        assertThat(body(stream())).contains("event: heartbeat").doesNotContain("refused");
    }

    @Test
    void aStreamIsToldWhyItIsRefused() throws Exception {
        when(feed.read(any(), any(), anyBoolean(), anyInt()))
                .thenReturn(BEHIND)
                .thenThrow(new Rejected(FeedRule.CURSOR_AHEAD_OF_LOG, "No."));

        assertThat(body(stream())).contains("event: refused\ndata: {\"code\":\"feed-cursor-ahead-of-log\"}");
    }

    @Test
    void aStreamDoesNotAskTheStoreWhileNothingHappens() throws Exception {
        when(feed.read(any(), any(), anyBoolean(), anyInt())).thenReturn(AT_THE_END);
        when(feed.await(anyLong(), any())).thenReturn(false, false, false).thenThrow(new InterruptedException());

        stream();

        verify(feed, times(4)).await(anyLong(), any());
        verify(feed, times(1)).read(any(), any(), anyBoolean(), anyInt());
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aStreamIsMeantAlsoWithParameters() throws Exception {
        when(feed.read(any(), any(), anyBoolean(), anyInt()))
                .thenReturn(BEHIND)
                .thenThrow(new Rejected(KernelRule.STORE_UNAVAILABLE, "Not now."));

        var answer = mvc.get()
                .uri(FEED)
                .header("Accept", "text/event-stream;charset=utf-8;q=0.9")
                .exchange();

        assertThat(body(answer)).contains("event: heartbeat");
    }

    @Test
    void whoAsksForTheHeadersOnlyGetsNoStream() {
        var answer = mvc.head().uri(FEED).header("Accept", STREAM).exchange();

        assertThat(answer).hasStatusOk().headers().hasValue("Cache-Control", "no-store");
        verify(feed, times(0)).read(any(), any(), anyBoolean(), anyInt());
    }

    @Test
    void anAcceptThatNamesNoTypeIsNotAcceptable() {
        assertThat(mvc.get().uri(FEED).header("Accept", "foo").exchange())
                .hasStatus(406)
                .bodyText()
                .contains("not-acceptable", "text/event-stream");
    }
}
