package com.avaone.command.kernel;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.command.kernel.deadline.DeadlineSchedule;
import com.avaone.command.kernel.memory.Deadlines.Deadline;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A schedule that only notes what is scheduled. */
public final class NotedDeadlines implements DeadlineSchedule {

    private final Map<String, Deadline> byKey = new HashMap<>();

    @Override
    public void schedule(
            String key, Instant due, String name, OrganizationId organizationId, String subjectId, String data) {
        byKey.put(key, new Deadline(key, due, name, organizationId.value(), subjectId, data));
    }

    @Override
    public void cancel(String key) {
        byKey.remove(key);
    }

    /** What is scheduled, the earliest first. */
    public List<Deadline> all() {
        return byKey.values().stream()
                .sorted(Comparator.comparing(Deadline::due))
                .toList();
    }
}
