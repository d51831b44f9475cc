package federzug.pipeline.doctor;

import federzug.notice.Notice;
import federzug.notice.Severity;
import java.util.List;

/**
 * What one look at one thing has shown.
 *
 * @param about the person or agreement it belongs to; empty: all matters need it
 * @param findings a note for what works, a warning or an error for what does not
 */
public record Lamp(Kind kind, String about, List<Notice> findings) {
    /** What was looked at. */
    public enum Kind {
        DATABASE,
        TEMPLATES,
        FONTS,
        TIMESTAMP,
        TRUST,
        MAIL,
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
