package com.avaone.web.lead;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.lead.LeadState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LeadActionTest {

    /** Its table of what each state allows is what the aggregate does: a test of its own holds that. */
    private static final Path DOCUMENT = Path.of("../docs/leads.md");

    private static final Map<LeadAction, String> COMMANDS = Map.ofEntries(
            entry(LeadAction.ASSIGN, "AssignLead"),
            entry(LeadAction.CONTACT, "ContactLead"),
            entry(LeadAction.LOG, "LogLeadActivity"),
            entry(LeadAction.QUALIFY, "QualifyLead"),
            entry(LeadAction.DISQUALIFY, "DisqualifyLead"),
            entry(LeadAction.RECYCLE, "RecycleLead"),
            entry(LeadAction.CONVERT, "ConvertLead"),
            entry(LeadAction.MERGE, "MergeLeads"),
            entry(LeadAction.ERASE, "EraseLead"),
            entry(LeadAction.CONFIRMATION, "AskForConfirmation"),
            entry(LeadAction.CHANGE, "ChangeLeadDetails"),
            entry(LeadAction.CONSENT, "RecordConsent"),
            entry(LeadAction.WITHDRAW, "WithdrawConsent"));

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNMERGE")
    void isOfferedWhereTheLeadDoesNotRefuseIt(LeadAction action) throws IOException {
        var row = row(String.valueOf(COMMANDS.get(action)));

        for (var state : LeadState.values()) {
            var refusal = action.refusal(state);
            var cell = row.get(state.ordinal());
            assertThat(refusal == null ? "done" : refusal.code())
                    .as("%s of a lead that is %s", action, state)
                    .isEqualTo(cell.matches("[A-Z].*") ? "done" : cell);
        }
    }

    private static List<String> row(String command) throws IOException {
        try (Stream<String> lines = Files.lines(DOCUMENT)) {
            return lines.filter(line -> line.startsWith("| " + command + " "))
                    .findFirst()
                    .map(line -> Arrays.stream(line.split("\\|"))
                            .skip(2)
                            .map(String::strip)
                            .toList())
                    .orElseThrow();
        }
    }

    @Test
    void takesApartWhatIsMergedAlone() {
        assertThat(LeadAction.possibleIn(LeadState.MERGED)).containsExactly(LeadAction.UNMERGE);
    }

    @ParameterizedTest
    @CsvSource({
        "NEW,CONTACTED QUALIFIED DISQUALIFIED",
        "CONTACTED,QUALIFIED DISQUALIFIED",
        "QUALIFIED,DISQUALIFIED CONVERTED",
        "DISQUALIFIED,NEW",
        "CONVERTED,''",
        "MERGED,''",
        "ERASED,''"
    })
    void movesALeadFromStateToState(LeadState from, String into) {
        assertThat(LeadAction.movesFrom(from).stream().map(Enum::name))
                .containsExactly(Arrays.stream(into.split(" "))
                        .filter(state -> !state.isEmpty())
                        .toArray(String[]::new));
    }
}
