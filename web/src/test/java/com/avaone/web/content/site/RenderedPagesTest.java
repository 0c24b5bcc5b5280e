package com.avaone.web.content.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.avaone.api.catalogue.CatalogueEvent.CatalogueWithdrawn;
import com.avaone.api.content.ContentLanguage;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.web.content.site.RenderedPages.Key;
import com.avaone.web.kernel.live.Followed;
import com.avaone.web.kernel.problem.HttpRule;
import com.avaone.web.kernel.problem.RequestRefused;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenderedPagesTest {

    private static final Instant START = Instant.parse("2026-11-29T12:00:00Z");
    private static final Key HOME = new Key("/", ContentLanguage.EN, Choice.USUAL);

    private Instant now = START;
    private final RenderedPages pages = new RenderedPages(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    /** Positions for which a page was made. */
    private final List<Long> made = new ArrayList<>();

    private String shown() {
        return shown(Instant.MAX);
    }

    private String shown(Instant until) {
        var page = pages.get(HOME, position -> {
            made.add(position);
            return Rendered.of("page " + made.size(), position, until);
        });
        return new String(page.bytes(), StandardCharsets.UTF_8);
    }

    private String shownWhileRefusedBy(RuntimeException refusal) {
        var page = pages.get(HOME, _ -> {
            throw refusal;
        });
        return new String(page.bytes(), StandardCharsets.UTF_8);
    }

    private static Followed changed(long position) {
        return new Followed(position, new CatalogueWithdrawn(OrganizationId.OPERATOR, 2));
    }

    @Test
    void areMadeAnewEachTimeWhileNobodyFollowsTheLog() {
        assertThat(shown()).isEqualTo("page 1");
        assertThat(shown()).isEqualTo("page 2");
    }

    @Test
    void areKeptUntilAnEventThatConcernsThemAndWaitForIt() {
        pages.hear(new Followed(7, null));
        assertThat(shown()).isEqualTo("page 1");
        pages.hear(new Followed(8, "of another room"));
        assertThat(shown()).isEqualTo("page 1");
        pages.hear(changed(9));
        assertThat(shown()).isEqualTo("page 2");
        assertThat(shown()).isEqualTo("page 2");
        assertThat(made).containsExactly(7L, 9L);
    }

    @Test
    void areMadeAnewWhenSomethingComesIntoForceByItself() {
        pages.hear(new Followed(7, null));
        assertThat(shown(START.plusSeconds(60))).isEqualTo("page 1");
        now = START.plusSeconds(59);
        assertThat(shown()).isEqualTo("page 1");
        now = START.plusSeconds(60);
        assertThat(shown()).isEqualTo("page 2");
    }

    @Test
    void areShownAsBeforeWhileTheyCannotBeMade() {
        pages.hear(new Followed(7, null));
        assertThat(shown()).isEqualTo("page 1");
        pages.hear(changed(8));
        assertThat(shownWhileRefusedBy(new RequestRefused(HttpRule.UNAVAILABLE, "The database is away.")))
                .isEqualTo("page 1");
    }

    @Test
    void areGoneWhereThereIsNothingToShowAnyMore() {
        pages.hear(new Followed(7, null));
        assertThat(shown()).isEqualTo("page 1");
        pages.hear(changed(8));
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> shownWhileRefusedBy(new Rejected(KernelRule.NOT_FOUND, "Withdrawn.")));
        assertThatExceptionOfType(RequestRefused.class)
                .isThrownBy(() -> shownWhileRefusedBy(new RequestRefused(HttpRule.NO_SUCH_ROUTE, "Not there.")));
    }

    @Test
    void areCompressedOnceAndNamedByTheirBytes() {
        var page = Rendered.of("page", 1, Instant.MAX);
        assertThat(page.etag())
                .matches("W/\"[0-9a-f]{32}\"")
                .isEqualTo(Rendered.of("page", 2, START).etag());
        assertThat(page.etag())
                .isNotEqualTo(Rendered.of("other", 1, Instant.MAX).etag());
        assertThat(page.compressed()).startsWith(0x1f, 0x8b);
    }
}
