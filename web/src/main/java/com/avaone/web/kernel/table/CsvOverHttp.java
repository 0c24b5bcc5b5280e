package com.avaone.web.kernel.table;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;

/** How tables come in requests and go in answers. */
public final class CsvOverHttp {

    private static final MediaType CSV = new MediaType("text", "csv");

    private CsvOverHttp() {}

    /**
     * Returns if a body says that it is a table. Not left to the mapping of routes, which would tell of the type before it is asked who calls.
     *
     * @throws HttpMediaTypeNotSupportedException if it says something else, or nothing
     */
    public static void require(@Nullable MediaType type) throws HttpMediaTypeNotSupportedException {
        if (!CSV.includes(type)) {
            throw new HttpMediaTypeNotSupportedException(type, List.of(CSV));
        }
    }

    /** A table to be kept as a file and by nobody on the way: it may be about people. */
    public static ResponseEntity<String> file(String name, String table) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, "text/csv;charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s\"".formatted(name))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(table);
    }
}
