package com.avaone.command.kernel;

import static com.avaone.command.kernel.Refusals.refusedBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.axonframework.test.matchers.Matchers.matches;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.params.provider.Arguments;

/**
 * The table of a document that says what an aggregate does with every command in every state. A cell names the events that the command
 * leads to; {@code -} where nothing changes; or the rule that refuses.
 *
 * @param states of the columns
 * @param cells command, state and what is expected, row by row
 */
public record StateTable(List<String> states, List<List<String>> cells) {

    /** The table of {@code docs/<name>.md}. */
    public static StateTable of(String name) {
        var rows = lines(Path.of("..", "docs", name + ".md")).stream()
                .dropWhile(line -> !line.startsWith("| command "))
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Arrays.stream(line.split("\\|"))
                        .skip(1)
                        .map(String::strip)
                        .toList())
                .toList();
        var states = rows.getFirst().subList(1, rows.getFirst().size());
        var cells = rows.stream()
                .skip(2)
                .flatMap(row -> Stream.iterate(0, column -> column < states.size(), column -> column + 1)
                        .map(column -> List.of(row.getFirst(), states.get(column), row.get(column + 1))))
                .toList();
        return new StateTable(states, cells);
    }

    private static List<String> lines(Path document) {
        try {
            return Files.readAllLines(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Command, state and what is expected of each cell, for a parameterized test. */
    public Stream<Arguments> arguments() {
        return cells.stream().map(cell -> Arguments.of(cell.toArray()));
    }

    /** Asserts that the table has a row for each of these commands, a column for each of these states, and no empty cell. */
    public void assertHas(Stream<String> commands, Stream<String> ofStates) {
        var rows = commands.toList();
        assertThat(cells.stream().map(List::getFirst).distinct()).containsExactlyInAnyOrderElementsOf(rows);
        assertThat(states).containsExactlyElementsOf(ofStates.toList());
        assertThat(cells)
                .hasSize(rows.size() * states.size())
                .noneMatch(cell -> cell.getLast().isEmpty());
    }

    /** Asserts of the outcome of a command what its cell expects. */
    public static void assertIs(String expected, ResultValidator<?> result) {
        if (expected.equals("-")) {
            result.expectSuccessfulHandlerExecution().expectNoEvents();
        } else if (Character.isLowerCase(expected.charAt(0))) {
            result.expectException(refusedBy(expected)).expectNoEvents();
        } else {
            result.expectSuccessfulHandlerExecution()
                    .expectEventsMatching(matches((List<EventMessage<?>> events) -> events.stream()
                            .map(event -> event.getPayloadType().getSimpleName())
                            .toList()
                            .equals(List.of(expected.split(", ")))));
        }
    }
}
