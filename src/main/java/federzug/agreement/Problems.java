package federzug.agreement;

import federzug.notice.Notice;
import federzug.notice.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Collects everything found while one file is read: problems, the place of each key, and which keys were read. */
final class Problems {
    private final List<Notice> notices = new ArrayList<>();
    private final Map<String, Place> places = new HashMap<>();
    private final Set<String> knownKeys = new TreeSet<>();
    private int refused;

    void add(Notice notice) {
        notices.add(notice);
    }

    void error(String code, Place place, Object... arguments) {
        notices.add(Notice.error(code, place, arguments));
    }

    void warning(String code, Place place, Object... arguments) {
        notices.add(Notice.warning(code, place, arguments));
    }

    /** In the order of the file, or files, so that they can be worked off from top to bottom. */
    List<Notice> notices() {
        List<String> files =
                notices.stream().map(notice -> notice.place().file()).distinct().toList();
        return notices.stream()
                .sorted(Comparator.comparingInt(
                                (Notice notice) -> files.indexOf(notice.place().file()))
                        .thenComparingInt(notice -> notice.place().line()))
                .toList();
    }

    /** So many matters of the file are not taken because of what was found. */
    void refuse(int matters) {
        refused += matters;
    }

    int refused() {
        return refused;
    }

    /** Whether something was already said about this very place. */
    boolean toldAt(Place place) {
        return notices.stream().anyMatch(notice -> notice.place().equals(place));
    }

    void replace(UnaryOperator<Notice> other) {
        notices.replaceAll(other);
    }

    /** Takes back what a better explanation replaces. */
    void withdraw(String code, Place place) {
        notices.removeIf(notice -> notice.code().equals(code) && notice.place().equals(place));
    }

    boolean hasErrors() {
        return notices.stream().anyMatch(Notice::isError);
    }

    void stands(Place place) {
        if (!place.within().isEmpty() && place.line() > 0) {
            places.putIfAbsent(place.within(), place);
        }
    }

    Map<String, Place> places() {
        return places;
    }

    void asks(String path) {
        knownKeys.add(path.replaceAll("\\[\\d+]", "[]"));
    }

    /** Paths such as {@code personen[].mail}: what the reader really looks for, to be held against the schema. */
    Set<String> knownKeys() {
        return knownKeys;
    }
}
