package com.avaone.api.content;

/** What a field of the site's content holds, and so how it is edited, judged and shown. */
public enum FieldType {
    /** One line of plain text. */
    LINE,
    /** Plain text of several lines. */
    TEXT,
    /** HTML of the few elements that a text needs. */
    RICH,
    /** Where a link leads: a path of this site, or an address of another that begins with https, mailto or tel. */
    LINK,
    /** An image of the media library, by its address there. */
    IMAGE,
    /** Name of one of the icons of the site. */
    ICON
}
