package federzug.web.data;

import federzug.agreement.DataFields;
import federzug.notice.Notice;
import federzug.notice.Texts;
import federzug.web.frame.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Puts findings beside the fields they are about. */
final class FieldFindings {
    static final FieldFindings NONE = new FieldFindings(List.of(), Shown.texts());

    /** Behind the path of an entry its name stands in round brackets. */
    private static final Pattern NAMED = Pattern.compile("^(\\S*?)(?: \\(.*\\))?$");

    private static final Set<String> MISSING = Set.of("agreement.key.missing", "agreement.value.empty");

    private static final Pattern ROW = Pattern.compile(Pattern.quote(DataFields.PRESS_LIST) + "\\[(\\d+)].*");

    private final Texts texts;
    private final List<Notice> notices;
    private final Map<String, List<Notice>> byPath = new LinkedHashMap<>();

    FieldFindings(List<Notice> notices, Texts texts) {
        this.texts = texts;
        this.notices = withoutFollowing(notices);
        for (Notice notice : this.notices) {
            byPath.computeIfAbsent(path(notice), none -> new ArrayList<>()).add(notice);
        }
    }

    /** A short name follows from the name: if both are missing, the name is what somebody has to write. */
    private static List<Notice> withoutFollowing(List<Notice> notices) {
        Set<String> missing = notices.stream()
                .filter(notice -> MISSING.contains(notice.code()))
                .map(FieldFindings::path)
                .collect(Collectors.toSet());
        return notices.stream()
                .filter(notice -> !MISSING.contains(notice.code())
                        || !path(notice).endsWith("].schluessel")
                        || !missing.contains(path(notice).replaceFirst("schluessel$", "name")))
                .toList();
    }

    private static String path(Notice notice) {
        Matcher named = NAMED.matcher(notice.place().within());
        String path = named.matches() ? named.group(1) : "";
        Matcher row = ROW.matcher(path);
        return row.matches() ? DataFields.PRESS_LIST : path;
    }

    boolean isEmpty() {
        return notices.isEmpty();
    }

    /** Errors about this very field, or about one of its texts. */
    List<String> errors(String path) {
        return at(path, true);
    }

    List<String> hints(String path) {
        return at(path, false);
    }

    private List<String> at(String path, boolean errors) {
        List<String> found = new ArrayList<>();
        byPath.forEach((at, list) -> {
            if (at.equals(path)
                    || at.replaceAll("\\[\\d+]$", "").equals(path)
                            && DataFields.at(path).isPresent()) {
                list.stream().filter(notice -> notice.isError() == errors).forEach(notice -> found.add(text(notice)));
            }
        });
        return found;
    }

    /** Whether there is an error at this path or below. */
    boolean below(String path) {
        return byPath.entrySet().stream()
                .anyMatch(entry -> (entry.getKey().equals(path)
                                || entry.getKey().startsWith(path + ".")
                                || entry.getKey().startsWith(path + "["))
                        && !entry.getValue().isEmpty());
    }

    String text(Notice notice) {
        Matcher row = ROW.matcher(notice.place().within());
        String text = words(notice);
        // The first line has the headings.
        return row.matches()
                ? texts.text("web.data.row", String.valueOf(Integer.parseInt(row.group(1)) + 2), text)
                : text;
    }

    /** The reader's messages are for people who write files: they name keys, and how a day is written there. */
    private String words(Notice notice) {
        return switch (notice.code()) {
            case "agreement.value.not-date" ->
                texts.text("web.data.no-day", notice.arguments().get(0));
            case "agreement.value.not-time" ->
                texts.text("web.data.no-time", notice.arguments().get(0));
            case "agreement.value.not-date-time" ->
                texts.text("web.data.no-moment", notice.arguments().get(0));
            case "agreement.key.unknown" -> texts.text("web.data.unknown");
            case "agreement.key.missing", "agreement.value.empty" ->
                texts.text(
                        "web.data.missing",
                        notice.arguments().get(1),
                        notice.arguments().get(2));
            default -> texts.text(notice);
        };
    }

    /** All findings of a kind, in the order of the data. */
    List<Notice> all(boolean errors) {
        return notices.stream().filter(notice -> notice.isError() == errors).toList();
    }

    String at(Notice notice) {
        return path(notice);
    }
}
