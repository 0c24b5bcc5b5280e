package com.avaone.query.evidence;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which fields of a document a bundle tells: those that are listed, no other. A field inside of another is written with dots between; a star
 * stands for any one name, such as an identifier.
 */
final class EvidentFields {

    /** What every document has: whose it is, and the numbers of the events that it is made of. */
    private static Stream<String> always() {
        return Stream.of("_id", "organizationId", "sequences.*");
    }

    private final List<List<String>> told;

    private EvidentFields(List<List<String>> told) {
        this.told = told;
    }

    static EvidentFields of(String... fields) {
        return new EvidentFields(Stream.concat(always(), Arrays.stream(fields))
                .map(field -> List.of(field.split("\\.", -1)))
                .toList());
    }

    /** Whether the field itself is told. */
    boolean tells(List<String> path) {
        return told.stream().anyMatch(each -> each.size() == path.size() && beginsWith(each, path));
    }

    /** Whether something in the field may be told. */
    boolean mayHold(List<String> path) {
        return told.stream().anyMatch(each -> beginsWith(each, path));
    }

    private static boolean beginsWith(List<String> field, List<String> path) {
        if (path.size() > field.size()) {
            return false;
        }
        for (var i = 0; i < path.size(); i++) {
            if (!field.get(i).equals("*") && !field.get(i).equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }
}
