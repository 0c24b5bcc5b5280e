package com.avaone.web.kernel.page;

import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;

/** Puts the frame of the public site around a page that is made for one visitor: {@code layout/site.html}. */
public interface SiteFrame {

    /**
     * Adds to the model what the frame shows.
     *
     * @param path at which the page is found
     * @param title as tabs and search engines show it
     * @param description for search engines; absent where they shall not keep the page
     * @param query of the address, which stays when the reader chooses another language; absent where there is none
     */
    void around(Model model, String path, String title, @Nullable String description, @Nullable String query);
}
