package federzug.agreement;

import federzug.notice.Place;
import federzug.notice.Suggestion;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Collects the lines of a press list: each mailbox once, whatever its address looks like. */
final class PressListRows {
    /** {@code pause: ja}: until somebody takes it out. */
    static final LocalDate WITHOUT_END = LocalDate.of(2100, 12, 31);

    private static final Set<String> YES = Set.of("ja", "j", "x", "true", "yes", "wahr", "1");
    private static final Set<String> NO = Set.of("", "nein", "n", "false", "no", "falsch", "0", "-", "–");

    private final Problems problems;
    private final boolean twiceIsWrong;
    private final Map<String, Integer> positions = new HashMap<>();
    private final Map<String, String> aliases = new HashMap<>();
    private final List<PressRelease.Recipient> recipients = new ArrayList<>();

    /**
     * @param twiceIsWrong a list written by hand is corrected by its author; a file from elsewhere is taken as it is
     */
    PressListRows(Problems problems, boolean twiceIsWrong) {
        this.problems = problems;
        this.twiceIsWrong = twiceIsWrong;
    }

    List<PressRelease.Recipient> recipients() {
        return List.copyOf(recipients);
    }

    /** @param more all but address and name */
    void add(String address, String name, PressRelease.Recipient more, Place place) {
        if (address.isEmpty()) {
            return;
        }
        if (Address.parse(address).filter(Address::isPublic).isEmpty()) {
            if (!twiceIsWrong) {
                problems.error("agreement.mail.invalid", place, address);
            }
            return;
        }
        PressRelease.Recipient recipient = new PressRelease.Recipient(
                address,
                name,
                more.medium(),
                more.topics(),
                more.unsubscribed(),
                more.pausedUntil(),
                more.throughMediaService(),
                more.source(),
                more.sourceDate());
        String normal = Address.normal(address);
        Integer before = positions.putIfAbsent(normal, recipients.size());
        if (before != null) {
            again(recipient, before, place);
            return;
        }
        recipients.add(recipient);
        @Nullable String other = aliases.putIfAbsent(alias(normal), address);
        if (other != null) {
            problems.warning("agreement.press-list.alias", place, address, other);
        }
    }

    /** An unsubscribed address stays excluded, even if another line lists it without the mark. */
    private void again(PressRelease.Recipient recipient, int before, Place place) {
        PressRelease.Recipient known = recipients.get(before);
        String code = twiceIsWrong ? "agreement.press-list.twice" : "agreement.press-list.twice-skipped";
        if (twiceIsWrong) {
            problems.error(code, place, recipient.address(), known.address());
            return;
        }
        problems.warning(code, place, recipient.address(), known.address());
        if (recipient.unsubscribed() && !known.unsubscribed()) {
            recipients.set(
                    before,
                    new PressRelease.Recipient(
                            known.address(),
                            known.name(),
                            known.medium(),
                            known.topics(),
                            true,
                            known.pausedUntil(),
                            known.throughMediaService(),
                            known.source(),
                            known.sourceDate()));
        }
    }

    /** Yes, no, or the day since when. */
    boolean yesOrDay(String text, Place place) {
        String word = text.strip().toLowerCase(Locale.GERMAN);
        if (YES.contains(word) || NO.contains(word)) {
            return YES.contains(word);
        }
        if (parsed(text) == null) {
            problems.error("agreement.press-list.not-yes-no", place, text);
        }
        return true; // an unknown value meant something: sending no mail is the safe reading
    }

    /** The last day of a pause; yes means without an end. */
    @Nullable
    LocalDate pause(String text, Place place) {
        String word = text.strip().toLowerCase(Locale.GERMAN);
        return YES.contains(word) ? WITHOUT_END : NO.contains(word) ? null : day(text, place);
    }

    @Nullable
    LocalDate day(String text, Place place) {
        if (text.isBlank()) {
            return null;
        }
        LocalDate day = parsed(text);
        if (day == null) {
            problems.error("agreement.value.not-date", place, text);
        }
        return day;
    }

    private static @Nullable LocalDate parsed(String text) {
        String plain = text.strip();
        try {
            return plain.contains(".") ? DayAndTime.germanDay(plain) : DayAndTime.day(plain);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Mailboxes that many providers treat as one: what follows a plus sign, and the two names of one provider. */
    private static String alias(String normal) {
        int at = normal.lastIndexOf('@');
        String local = normal.substring(0, at);
        String domain = normal.substring(at + 1);
        boolean google = domain.equals("googlemail.com") || domain.equals("gmail.com");
        String plain = local.replaceFirst("(?<=.)\\+.*", "");
        return (google ? plain.replace(".", "") : plain) + "@" + (google ? "gmail.com" : domain);
    }

    /** The first row of a press list: where each column stands, in any order and case. */
    static final class Header {
        /** What a column says, with the headings it may have in the form of {@link PathName}. */
        enum Column {
            ADDRESS("adresse", "mail", "e-mail", "mailadresse", "e-mail-adresse"),
            NAME("name"),
            MEDIUM("medium"),
            TOPICS("themen", "thema"),
            UNSUBSCRIBED(
                    "abbestellt",
                    "abbestellt-am",
                    "abbestellt-seit",
                    "abbestellung",
                    "abgemeldet",
                    "abgemeldet-am",
                    "abmeldung",
                    "gesperrt",
                    "opt-out",
                    "unsubscribed"),
            PAUSE("pause", "pause-bis"),
            MEDIA_SERVICE("medienservice", "ueber-medienservice"),
            SOURCE("quelle", "herkunft"),
            SOURCE_DATE("quelle-datum", "herkunft-datum", "quelle-vom", "erhalten-am");

            private final List<String> headings;

            Column(String... headings) {
                this.headings = List.of(headings);
            }

            /** As a person reads it in a place. */
            String heading() {
                return headings.get(0);
            }

            /** @param heading in the form of {@link PathName} */
            boolean isNamed(String heading) {
                return headings.contains(heading);
            }

            /** The key of a recipient that is written in the data themselves. */
            String key() {
                return this == PAUSE ? "pause_bis" : headings.get(0).replace('-', '_');
            }
        }

        private static final List<String> KNOWN = List.of(
                "adresse",
                "name",
                "medium",
                "themen",
                "abbestellt",
                "pause",
                "medienservice",
                "quelle",
                "quelle-datum");

        private final Map<Column, Integer> columns = new EnumMap<>(Column.class);
        private final int width;

        private Header(int width) {
            this.width = width;
        }

        /** @return empty if it does not say where the addresses are */
        static Optional<Header> read(List<String> titles, IntFunction<Place> places, Problems problems) {
            Header header = new Header(titles.size());
            for (int i = 0; i < titles.size(); i++) {
                String title = PathName.of(titles.get(i));
                @Nullable Column column = column(title);
                if (column != null) {
                    @Nullable Integer before = header.columns.putIfAbsent(column, i);
                    if (before != null) {
                        problems.error(
                                "agreement.press-list.column-twice",
                                places.apply(i),
                                titles.get(before).strip(),
                                titles.get(i).strip());
                    }
                    continue;
                }
                Optional<String> near = Suggestion.of(titles.get(i).strip().toLowerCase(Locale.GERMAN), KNOWN);
                if (near.isPresent()) {
                    problems.error(
                            "agreement.press-list.column-near",
                            places.apply(i),
                            titles.get(i).strip(),
                            near.get());
                }
            }
            if (!header.columns.containsKey(Column.ADDRESS)) {
                problems.error("agreement.press-list.no-header", places.apply(0));
                return Optional.empty();
            }
            return Optional.of(header);
        }

        private static @Nullable Column column(String title) {
            for (Column column : Column.values()) {
                if (column.isNamed(title)) {
                    return column;
                }
            }
            return null;
        }

        /** How many columns have a heading. */
        int width() {
            return width;
        }

        /** Where a column stands, from 0; -1: nowhere. */
        int index(Column column) {
            return columns.getOrDefault(column, -1);
        }
    }
}
