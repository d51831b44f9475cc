package federzug.pipeline.doctor;

import federzug.notice.Notice;
import federzug.notice.Severity;
import java.util.List;
import java.util.Locale;

/**
 * The result of one check of one thing.
 *
 * @param about the person or agreement it belongs to; empty: all matters need it
 * @param findings a note for what works, a warning or an error for what does not
 */
public record Lamp(Kind kind, String about, List<Notice> findings) {
    /** What was looked at. */
    public enum Kind {
        SETTINGS,
        DATABASE,
        TEMPLATES,
        FONTS,
        TIMESTAMP,
        TRUST,
        MAIL,
        INBOX,
        /** What holds the seal of the house. */
        SEAL,
        /** Database and clock. */
        CLOCK,
        DISK,
        RIGHTS,
        VERSIONS,
        /** How fast commands start. */
        START,
        FOLDER,
        /** Addresses from which mail came back. */
        ADDRESSES,
        DOCUMENT,
        /** The means with which a person signs. */
        DEVICE
    }

    public Lamp {
        findings = List.copyOf(findings);
    }

    /** Code of its German title, with {@link #about} as argument. */
    public String titleCode() {
        return "pipeline.doctor.lamp-" + kind.name().toLowerCase(Locale.ROOT);
    }

    static Lamp ofAll(Kind kind, List<Notice> findings) {
        return new Lamp(kind, "", findings);
    }

    public boolean isGood() {
        return findings.stream().allMatch(notice -> notice.severity() == Severity.NOTE);
    }

    public boolean isBroken() {
        return findings.stream().anyMatch(Notice::isError);
    }
}
