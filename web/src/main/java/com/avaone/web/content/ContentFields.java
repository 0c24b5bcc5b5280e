package com.avaone.web.content;

import com.avaone.api.content.ContentField;
import com.avaone.api.content.ContentKind;
import java.util.List;

/**
 * The fields that a kind of section or page has.
 *
 * @param maxItems how many items there can be; 0 where there are none
 * @param itemFields the fields of each item, named items/0/… in a body
 */
record ContentFields(ContentKind kind, List<ContentField> fields, int maxItems, List<ContentField> itemFields) {

    static ContentFields of(ContentKind kind) {
        return new ContentFields(kind, kind.fields(), kind.maxItems(), kind.itemFields());
    }
}
