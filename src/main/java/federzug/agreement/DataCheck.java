package federzug.agreement;

import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Severity;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in the data what nothing else notices before it does harm: doubled titles and addresses, times that lie wrong. */
public final class DataCheck {
    private static final Pattern ACADEMIC = Pattern.compile("(?:Prof|Dr|Dipl|Mag|Ing)\\b\\.?");
    private static final String RELEASE = "medieninformation.";

    private final Matter matter;
    private final LocalDateTime now;
    private final Severity clockSays;
    private final List<Notice> notices = new ArrayList<>();

    /** @param clockSays the weight of what only the clock says */
    public static List<Notice> findings(Matter matter, LocalDateTime now, Severity clockSays) {
        DataCheck check = new DataCheck(matter, now, clockSays);
        check.look();
        return List.copyOf(check.notices);
    }

    private DataCheck(Matter matter, LocalDateTime now, Severity clockSays) {
        this.matter = matter;
        this.now = now;
        this.clockSays = clockSays;
    }

    private void look() {
        persons();
        guests();
        for (int i = 0; i < matter.agreements().size(); i++) {
            signatories(matter.agreements().get(i), "vereinbarungen[" + i + "].unterzeichnende[");
        }
        PressRelease release = matter.release();
        if (release != null) {
            times(release);
            approvals(release);
            if (matter.agreements().isEmpty() && release.text().isBlank()) {
                report("agreement.data.release-empty", Severity.WARNING, RELEASE + "text");
            }
            release.recipients().forEach(to -> mailbox(to.address(), false, place(RELEASE + "verteiler")));
        }
    }

    private void persons() {
        Map<String, Person> byMail = new HashMap<>();
        for (int i = 0; i < matter.persons().size(); i++) {
            Person person = matter.persons().get(i);
            String path = "personen[" + i + "].";
            Matcher title = ACADEMIC.matcher(person.title());
            while (title.find()) {
                String found = title.group();
                if (words(person.givenName()).contains(found)
                        || words(person.familyName()).contains(found)) {
                    report(
                            "agreement.data.title-twice",
                            Severity.WARNING,
                            path + "titel",
                            person.title(),
                            person.name());
                    break;
                }
            }
            if (!person.mail().isEmpty()) {
                Person before = byMail.putIfAbsent(Address.normal(person.mail()), person);
                if (before != null) {
                    report(
                            "agreement.data.same-mail",
                            Severity.WARNING,
                            path + "mail",
                            person.mail(),
                            before.nameWithTitle(),
                            person.nameWithTitle());
                }
            }
        }
    }

    private void guests() {
        for (int i = 0; i < matter.guests().size(); i++) {
            Guest guest = matter.guests().get(i);
            if (!matter.guestsWhoSignNothing().contains(guest)) {
                report(
                        "agreement.data.guest-signs",
                        Severity.WARNING,
                        "gaeste[" + i + "].person",
                        guest.person().nameWithTitle());
            }
        }
    }

    private static List<String> words(String name) {
        return Arrays.asList(name.split("\\s+"));
    }

    private void signatories(Agreement agreement, String path) {
        PressRelease release = matter.release();
        LocalDateTime latest = release == null ? null : release.latest();
        for (int i = 0; i < agreement.signatories().size(); i++) {
            Signatory signatory = agreement.signatories().get(i);
            LocalDateTime deadline = signatory.deadline();
            String name = signatory.person().nameWithTitle();
            String at = path + i + "].frist";
            // An event that is over has a finding of its own.
            if (deadline != null && deadline.isBefore(now) && !matter.date().isBefore(now.toLocalDate())) {
                report("agreement.data.deadline-past", clockSays, at, name, moment(deadline));
            } else if (deadline != null && deadline.isBefore(start())) {
                // Who cannot come may sign an hour before; a day before it is rather a slip.
                boolean sameDay = deadline.toLocalDate().equals(matter.date());
                report(
                        "agreement.data.deadline-before-event",
                        sameDay ? Severity.NOTE : Severity.WARNING,
                        at,
                        name,
                        moment(deadline),
                        beginning());
            }
            if (deadline != null && latest != null && deadline.isAfter(latest)) {
                report(
                        "agreement.data.deadline-after-release",
                        Severity.WARNING,
                        at,
                        name,
                        moment(deadline),
                        moment(latest));
            }
            mailbox(signatory.person().mail(), true, place(path + i + "].person"));
        }
    }

    private void times(PressRelease release) {
        LocalDateTime embargo = release.embargo();
        LocalDateTime from = release.sendFrom();
        if (embargo == null) {
            return;
        }
        LocalDateTime latest = release.latest();
        if (embargo.isBefore(start())) {
            report(
                    "agreement.data.embargo-before-event",
                    Severity.WARNING,
                    RELEASE + "sperrfrist",
                    moment(embargo),
                    beginning());
        } else if (from != null && embargo.isBefore(from)) {
            report(
                    "agreement.data.embargo-over",
                    Severity.WARNING,
                    RELEASE + "sperrfrist",
                    moment(embargo),
                    moment(from));
        } else if (latest != null && embargo.isAfter(latest)) {
            report(
                    "agreement.data.embargo-after-latest",
                    Severity.NOTE,
                    RELEASE + "sperrfrist",
                    moment(embargo),
                    moment(latest));
        }
    }

    /** Whoever types a wrong day is told now, and not when the release is to go out. */
    private void approvals(PressRelease release) {
        for (int i = 0; i < release.quotes().size(); i++) {
            PressRelease.Quote quote = release.quotes().get(i);
            if (quote.approval() != null && quote.approval().at().isAfter(now)) {
                report(
                        "agreement.data.approval-ahead",
                        Severity.WARNING,
                        RELEASE + "zitate[" + i + "].freigabe.am",
                        quote.person().nameWithTitle(),
                        moment(quote.approval().at()));
            }
        }
    }

    private LocalDateTime start() {
        LocalTime begin = matter.begin();
        return begin == null ? matter.date().atStartOfDay() : matter.date().atTime(begin);
    }

    /** The day, with the hour if it is known. */
    private String beginning() {
        return matter.begin() == null ? GermanTime.day(matter.date()) : moment(start()) + "\u00a0Uhr";
    }

    /** What the register says a mailbox refuses, known before the day. */
    private void mailbox(String address, boolean signed, Place place) {
        Optional<Mailbox> mailbox = matter.mailboxes().stream()
                .filter(one ->
                        !address.isEmpty() && Address.normal(one.address()).equals(Address.normal(address)))
                .findFirst();
        if (mailbox.isEmpty()) {
            return;
        }
        Mailbox taken = mailbox.get();
        if (signed && taken.signedFiles() == Mailbox.SignedFiles.NEIN) {
            notices.add(Notice.warning("agreement.data.mailbox-signed", place, address));
        }
        if (!taken.fileTypes().isEmpty() && !taken.fileTypes().contains("pdf")) {
            notices.add(Notice.warning("agreement.data.mailbox-type", place, address));
        }
    }

    private static String moment(LocalDateTime time) {
        return GermanTime.minute(time);
    }

    private Place place(String path) {
        return matter.source().place(path);
    }

    private void report(String code, Severity severity, String path, Object... arguments) {
        notices.add(new Notice(code, severity, place(path), List.of(arguments)));
    }
}
