package com.avaone.evidence;

import java.util.ArrayList;
import java.util.List;

/**
 * What a verification saw: what is as it was signed, and what is not. Much of what it is told was written by whoever made the bundle, so nothing
 * that a terminal would obey is kept of it.
 */
public final class Report {

    private static final int MOST_TOLD = 50;

    private final List<String> about = new ArrayList<>();
    private final List<String> checked = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private long untold;

    /**
     * Something that is not as it was signed.
     *
     * @param where the file, and in it the event or document
     * @param what is wrong there
     */
    public record Finding(String where, String what) {

        @Override
        public String toString() {
            return where + ": " + what;
        }
    }

    /** What the bundle says of itself. */
    void about(String what) {
        about.add(Words.sentence(what));
    }

    void checked(String what) {
        checked.add(Words.sentence(what));
    }

    void remark(String what) {
        remarks.add(Words.sentence(what));
    }

    void found(String where, String what) {
        if (findings.size() < MOST_TOLD) {
            findings.add(new Finding(Words.sentence(where), Words.sentence(what)));
        } else {
            untold++;
        }
    }

    /** What was checked and is right. */
    public List<String> checked() {
        return List.copyOf(checked);
    }

    /** What is not right, the first first; at most 50. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** Whether nothing is wrong. */
    public boolean isClean() {
        return findings.isEmpty();
    }

    /** The report in words. */
    public String text() {
        var text = new StringBuilder();
        about.forEach(each -> text.append("about  ").append(each).append('\n'));
        checked.forEach(each -> text.append("ok     ").append(each).append('\n'));
        findings.forEach(each -> text.append("WRONG  ").append(each).append('\n'));
        if (untold > 0) {
            text.append("WRONG  and %d more\n".formatted(untold));
        }
        remarks.forEach(each -> text.append("note   ").append(each).append('\n'));
        text.append(
                isClean()
                        ? "\nEverything is as it was signed.\n"
                        : "\nThis bundle is NOT as it was signed. The first fault: %s\n"
                                .formatted(findings.getFirst()));
        return text.toString();
    }
}
