package com.avaone.web.kernel.page;

import com.avaone.api.kernel.Receipt;

/**
 * What a form brought about.
 *
 * @param path where it is to be seen; may end in a query
 * @param position which the page there must have reached
 * @param notice name of the text that says so: the key after {@code done.} in the message bundle
 */
public record Done(String path, long position, String notice) {

    /** An accepted command, to be seen at {@code path}. */
    public static Done at(String path, Receipt receipt, String notice) {
        return new Done(path, receipt.position(), notice);
    }
}
