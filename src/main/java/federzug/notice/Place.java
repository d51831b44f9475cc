package federzug.notice;

import java.util.regex.Pattern;

/**
 * Where a finding was made, in words a person can follow.
 *
 * @param file name or path of the file, empty if there is none
 * @param line one-based line, 0 if unknown
 * @param within the key, cell or paragraph inside the file, for example {@code personen[2].mail} or
 *     {@code Absatz 14: „…“}; empty if there is none
 */
public record Place(String file, int line, String within) {
    /** After the name of a list, so that brackets in a quoted text are left alone. */
    private static final Pattern INDEX = Pattern.compile("\\b([a-z_]+)\\[(\\d{1,6})]");

    private static final String SHEET = pattern("notice.place.sheet");
    private static final String HEADING = pattern("notice.place.heading");
    private static final String COLUMN = pattern("notice.place.column");
    private static final String LINE = pattern("notice.place.line");

    public static final Place NOWHERE = new Place("", 0, "");

    public static Place file(String file) {
        return new Place(file, 0, "");
    }

    public static Place in(String file, String within) {
        return new Place(file, 0, within);
    }

    /**
     * A cell of a table, or a whole row or column of it.
     *
     * @param sheet empty for a table without sheets
     * @param row one-based, 0 if unknown
     * @param column letters, empty if unknown
     * @param heading of the column, empty if it has none
     */
    public static Place cell(String file, String sheet, int row, String column, String heading) {
        String where = sheet.isEmpty() ? file : file + ", " + SHEET.replace("{0}", sheet);
        String title = heading.isEmpty() ? "" : HEADING.replace("{0}", heading);
        String named = (column + " " + title).strip();
        return new Place(where, row, named.isEmpty() ? "" : COLUMN.replace("{0}", named));
    }

    /** German, for people: {@code vorgang.yaml, Zeile 12, personen[2].mail} for the second person. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file);
        if (line > 0) {
            text.append(text.isEmpty() ? "" : ", ").append(LINE.replace("{0}", String.valueOf(line)));
        }
        if (!within.isEmpty()) {
            text.append(text.isEmpty() ? "" : ", ").append(counted(within));
        }
        return text.toString();
    }

    /** People count the entries of a list from 1: {@code personen[0].mail} is shown as {@code personen[1].mail}. */
    public static String counted(String path) {
        if (path.indexOf('[') < 0) {
            return path;
        }
        return INDEX.matcher(path)
                .replaceAll(index -> index.group(1) + "[" + (Integer.parseInt(index.group(2)) + 1) + "]");
    }

    /** One argument each, put in below: tables have hundreds of thousands of places. */
    private static String pattern(String code) {
        return Texts.german().text(code, "{0}");
    }
}
