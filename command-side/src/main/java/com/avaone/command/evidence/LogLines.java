package com.avaone.command.evidence;

import com.avaone.command.kernel.eventstore.StoredLog;
import com.avaone.evidence.LogLine;

/** Events of the store as lines of the evidence log. */
final class LogLines {

    private LogLines() {}

    static LogLine of(StoredLog.Entry entry) {
        var aggregateId = entry.aggregateId();
        return new LogLine(
                entry.position(),
                entry.eventId(),
                entry.at(),
                entry.type(),
                entry.revision(),
                aggregateId == null ? null : new LogLine.Aggregate(aggregateId, entry.aggregateType(), entry.number()),
                entry.metadata(),
                entry.payload());
    }
}
