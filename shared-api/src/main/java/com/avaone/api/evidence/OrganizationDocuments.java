package com.avaone.api.evidence;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import java.io.IOException;

/** What the read models hold of an organization, for a bundle. */
public interface OrganizationDocuments {

    /**
     * Reads every document, by collection and in it by identifier, each of which is without a blank.
     *
     * @param position which every read model must have reached
     * @throws Rejected if one does not reach it in time, or cannot be read
     */
    void read(OrganizationId organizationId, long position, Reader reader) throws IOException;

    /** Is given documents. */
    @FunctionalInterface
    interface Reader {

        /**
         * One document.
         *
         * @param json on one line, without what may be about a person
         */
        void document(String collection, String id, String json) throws IOException;
    }
}
