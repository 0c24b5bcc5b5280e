package com.avaone.api.content;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.TimeOrderedId;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** A part of the site in one language: {@code cnt_} and 26 characters that follow from both. */
public record ContentId(@JsonValue String value) {

    /** What every such identifier begins with. */
    public static final String PREFIX = "cnt_";

    /** Reads what history holds, without judging it. */
    @JsonCreator
    public ContentId {}

    /** The one of a part in a language: nobody can make a second. */
    public static ContentId of(ContentKey key, ContentLanguage language) {
        return new ContentId(PREFIX + TimeOrderedId.derivedFrom(language.tag() + "/" + key));
    }

    /**
     * Judges an identifier that came from outside.
     *
     * @throws InvalidValue if it has not the form of one
     */
    public static ContentId parse(@Nullable String value) {
        return new ContentId(TimeOrderedId.parse(PREFIX, "contentId", value));
    }

    /** The bare value: Axon stores an aggregate's identifier as its string. */
    @Override
    public String toString() {
        return value;
    }
}
