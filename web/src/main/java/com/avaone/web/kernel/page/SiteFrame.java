package com.avaone.web.kernel.page;

import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;

/**
 * The public site around a page that is another room's: its head with the navigation, and its foot. Such a page is a template of {@code
 * layout/site}. Where the site cannot be read, the frame is what was seen of it last.
 */
public interface SiteFrame {

    /**
     * Puts the frame into the model, and keeps the language that the address chose, if it did.
     *
     * @param address at which the page is found, with all of its query that the page in another language is to have too: nothing that
     *     was not judged
     * @param text names the messages {@code <text>.title} and, if there is one, {@code <text>.lead}, which describes the page
     */
    void around(Model model, String address, String text);

    /**
     * As above, around a page on which something is chosen, offered or ordered.
     *
     * @param path at which the page is found
     * @param title as tabs and search engines show it
     * @param description for search engines; absent where they shall not keep the page
     * @param query of the address as it was sent, which stays when the reader chooses another language; absent where there is none
     */
    void around(Model model, String path, String title, @Nullable String description, @Nullable String query);
}
