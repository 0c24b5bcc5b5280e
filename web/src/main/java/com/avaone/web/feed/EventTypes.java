package com.avaone.web.feed;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** Every type of event. */
record EventTypes(List<EventTypeView> items) {

    /**
     * A type of event in its newest form.
     *
     * @param url where its schema is
     */
    record EventTypeView(
            @Schema(example = "license.suspended") String type,
            @Schema(example = "1") String version,

            @Schema(example = "/api/events/schemas/license.suspended/1")
            String url) {}
}
