package federzug.drafting;

import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Severity;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks a text for errors of any subject: leftovers of markup, impossible dates, open quotation marks. */
final class WordingCheck {
    static final String MARKUP_LEFT = "drafting.consistency.markup";

    private static final Map<String, DayOfWeek> WEEKDAYS = weekdays();
    private static final Map<String, Month> MONTHS = Arrays.stream(Month.values())
            .collect(Collectors.toMap(month -> month.getDisplayName(TextStyle.FULL, Locale.GERMAN), month -> month));

    private static final Pattern DATE = Pattern.compile("(?:\\b(" + String.join("|", WEEKDAYS.keySet()) + ")s?,?\\s+"
            + "(?:(?:den|dem|der)\\s+)?)?\\b(\\d{1,2})\\.\\s?(?:(" + String.join("|", MONTHS.keySet())
            + ")(?:\\s(\\d{4}))?|(\\d{1,2})\\.\\s?(\\d{4}))\\b");

    private final LocalDate event;
    private final List<Notice> notices = new ArrayList<>();

    /**
     * @param event dates without a year are those nearest to it
     */
    WordingCheck(LocalDate event) {
        this.event = event;
    }

    List<Notice> notices() {
        return List.copyOf(notices);
    }

    void look(Passage passage) {
        markup(passage);
        dates(passage);
    }

    private void markup(Passage passage) {
        boolean asks = !passage.prompt().isBlank();
        String own = asks ? passage.text().replace(passage.prompt(), " ") : passage.text();
        leftovers(passage.place(), own, Severity.ERROR, notices);
        if (asks) {
            notices.add(Notice.error("drafting.consistency.prompt", passage.place(), passage.prompt()));
        }
    }

    /** What somebody has forgotten in a text. */
    static void leftovers(Place place, String text, Severity severity, List<Notice> notices) {
        leftovers(MARKUP_LEFT, Leftovers.placeholders(text), place, severity, notices);
        leftovers("drafting.consistency.to-fill", Leftovers.toFill(text), place, severity, notices);
    }

    private static void leftovers(
            String code, List<String> found, Place place, Severity severity, List<Notice> notices) {
        if (!found.isEmpty()) {
            notices.add(new Notice(code, severity, place, List.of(String.join("“, „", found))));
        }
    }

    private void dates(Passage passage) {
        Matcher matcher = DATE.matcher(passage.text());
        while (matcher.find()) {
            String year = matcher.group(4) == null ? matcher.group(6) : matcher.group(4);
            int month = matcher.group(3) == null
                    ? Integer.parseInt(matcher.group(5))
                    : MONTHS.getOrDefault(matcher.group(3), Month.JANUARY).getValue();
            Optional<LocalDate> date = date(year, month, Integer.parseInt(matcher.group(2)));
            if (date.isEmpty()) {
                notices.add(Notice.error("drafting.consistency.no-such-date", passage.place(), matcher.group()));
            } else if (matcher.group(1) != null) {
                weekday(passage, matcher.group(1), date.get(), year != null);
            }
        }
    }

    private void weekday(Passage passage, String said, LocalDate date, boolean yearSaid) {
        DayOfWeek day = date.getDayOfWeek();
        if (WEEKDAYS.get(said) != day) {
            notices.add(new Notice(
                    "drafting.consistency.weekday",
                    yearSaid ? Severity.ERROR : Severity.WARNING,
                    passage.place(),
                    List.of(
                            Formats.write(new Value.Day(date), "lang"),
                            day.getDisplayName(TextStyle.FULL, Locale.GERMAN),
                            said)));
        }
    }

    @SuppressWarnings("NullAway") // The year is null where the text names none.
    private Optional<LocalDate> date(String year, int month, int day) {
        try {
            if (year != null) {
                return Optional.of(LocalDate.of(Integer.parseInt(year), month, day));
            }
            LocalDate near = LocalDate.of(event.getYear(), month, day);
            return Optional.of(
                    near.isBefore(event.minusMonths(6))
                            ? near.plusYears(1)
                            : near.isAfter(event.plusMonths(6)) ? near.minusYears(1) : near);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** »…« opens and closes in turn over all paragraphs of one document: a quote may go over several of them. */
    void quotationMarks(List<Passage> document) {
        Passage opened = null;
        for (Passage passage : document) {
            for (char mark : passage.text().toCharArray()) {
                if (mark == '»') {
                    if (opened != null) {
                        notices.add(Notice.error("drafting.consistency.quote-open", opened.place()));
                    }
                    opened = passage;
                } else if (mark == '«') {
                    if (opened == null) {
                        notices.add(Notice.error("drafting.consistency.quote-not-opened", passage.place()));
                    }
                    opened = null;
                }
            }
        }
        if (opened != null) {
            notices.add(Notice.error("drafting.consistency.quote-open", opened.place()));
        }
    }

    private static Map<String, DayOfWeek> weekdays() {
        Map<String, DayOfWeek> days = new LinkedHashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            days.put(day.getDisplayName(TextStyle.FULL, Locale.GERMAN), day);
        }
        days.put("Sonnabend", DayOfWeek.SATURDAY);
        return days;
    }
}
