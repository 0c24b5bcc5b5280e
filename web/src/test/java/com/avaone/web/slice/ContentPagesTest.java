package com.avaone.web.slice;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.content.ContentBody;
import com.avaone.api.content.ContentId;
import com.avaone.api.content.ContentKey;
import com.avaone.api.content.ContentKind;
import com.avaone.api.content.ContentLanguage;
import com.avaone.api.content.ContentQuery.FindContent;
import com.avaone.api.content.ContentQuery.FindContentRevisions;
import com.avaone.api.content.ContentRevision;
import com.avaone.api.content.ContentRevisionPage;
import com.avaone.api.content.ContentView;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.operations.OperationsQuery.FindProcessors;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebFloor
class ContentPagesTest {

    private static final String EDIT = "/admin/cms/edit";
    private static final ContentKey HERO = ContentKey.of(ContentKind.HERO);
    private static final ContentId ID = ContentId.of(HERO, ContentLanguage.EN);
    private static final Instant AT = Instant.parse("2026-11-29T12:00:00Z");
    private static final ContentBody BODY = new ContentBody(Map.of("headline", "What is published"));

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private FakeBus bus;

    @BeforeEach
    void write() {
        bus.reset();
        bus.accept(new Receipt(ID.value(), 8, Samples.POSITION));
        bus.answer(FindProcessors.class, _ -> Samples.PROCESSORS);
        bus.answer(
                FindContent.class,
                _ -> new ContentView(
                        ID,
                        HERO,
                        ContentLanguage.EN,
                        ContentView.State.PUBLISHED,
                        7,
                        1,
                        null,
                        new ContentView.Publication(1, AT, null, BODY),
                        null));
        bus.answer(
                FindContentRevisions.class,
                _ -> new ContentRevisionPage(List.of(new ContentRevision(1, AT, null, null, AT, BODY)), null));
    }

    private MvcTestResult save(String link) {
        return mvc.post()
                .uri(EDIT)
                .param("key", "hero")
                .param("language", "EN")
                .param("version", "6")
                .param("fields[headline]", "What I typed")
                .param("fields[primaryLink]", link)
                .exchange();
    }

    @Test
    void showsWhatIsPublishedWhereNothingIsBeingWritten() {
        assertThat(mvc.get().uri(EDIT + "?key=hero&language=EN"))
                .hasStatus(200)
                .bodyText()
                .contains("<h1>Hero</h1>", "What is published", "name=\"version\" value=\"7\"");
    }

    @Test
    void namesTheFieldAtFaultAndKeepsWhatWasTyped() {
        var page = save("javascript:alert(1)");

        assertThat(page).hasStatus(422);
        assertThat(page)
                .bodyText()
                .contains("What I typed", "fields[primaryLink]-error", "name=\"version\" value=\"7\"");
    }

    @Test
    void keepsWhatWasTypedWhileTheDatabaseIsAway() {
        var away = new Rejected(KernelRule.READ_MODEL_UNAVAILABLE, "The database does not answer.");
        bus.answer(FindContent.class, _ -> {
            throw away;
        });

        var page = save("javascript:alert(1)");

        assertThat(page).hasStatus(422);
        assertThat(page)
                .bodyText()
                .contains("What I typed", "fields[primaryLink]-error", "name=\"version\" value=\"6\"");
        assertThat(save("/pricing")).as("the log takes it").hasStatus(303);
    }

    @Test
    void isNoPageOfWhatTheSiteDoesNotHave() {
        assertThat(mvc.get().uri(EDIT + "?key=nonsense&language=EN")).hasStatus(404);
        assertThat(mvc.get().uri(EDIT + "?key=hero&language=FR")).hasStatus(400);
        assertThat(mvc.post().uri(EDIT).param("key", "hero")).hasStatus(400);
    }
}
