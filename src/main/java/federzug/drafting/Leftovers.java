package federzug.drafting;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds in a text what its author meant to replace: placeholders of this and other products that nobody fills, places to be
 * filled in by hand, prompts and error messages of Word. Brackets, braces and quotation marks as authors use them are none.
 */
final class Leftovers {
    /** As many as a person wants to read about one paragraph. */
    private static final int MOST = 5;

    private static final int SHOWN = 60;

    private static final String PATH = "\\p{L}[\\p{L}\\p{N}_]+(?:\\.\\p{L}[\\p{L}\\p{N}_]*)*";

    /** What Word and others put where nobody sees it, also in the middle of a placeholder. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\u00ad\\u200b-\\u200f\\u2060-\\u2064\\ufeff]");

    private static final Pattern PLACEHOLDER = Pattern.compile(String.join(
            "|",
            "\\*\\*",
            "__(?=\\w)",
            "~~(?=\\w)",
            "\\[[^\\[\\]]{1,60}\\]\\(https?://[^()\\s]{1,200}\\)",
            "</?[A-Za-z][A-Za-z0-9]{0,9}(?:\\s[^<>]{0,60})?/?>",
            "<\\s?" + PATH + "(?:[ -]\\p{L}[\\p{L}\\p{N}_]*){0,5}\\s?>",
            "&(?:[a-z]{2,8}|#\\d{1,6});",
            "\\{\\{[^{}]{0,60}\\}\\}",
            "\\{%[^{}]{0,60}%\\}",
            "\\[\\[[^\\[\\]]{1,60}\\]\\]",
            "%{1,2}" + PATH + "%{1,2}",
            "@@" + PATH + "@@",
            "(?<!\\S)#" + PATH + "#",
            "\\$" + PATH + "\\$?",
            "\\\\?\\$\\s?[\\\\\uff5b]+[{\\p{L}]",
            "[$€]\\s?\\{[^{}]{0,60}\\}",
            "[%§#]\\{" + PATH + "\\}",
            "\\$[(\\[]" + PATH + "[)\\]]",
            "\\{\\s?[#/]?" + PATH + "(?:\\s*\\|\\s*" + PATH + ")?\\s?\\}",
            "\\{#[^{}]{1,60}\\}",
            "«" + PATH + "»",
            "(?<![\\p{L}\\p{N}])#(?:je\\s+\\p{L}+\\s+in|wenn\\s+\\p{L}|sonst\\b)",
            "\\$\\s?\\{",
            "\\{\\{",
            "\\}\\}",
            "\\bXXX+\\b",
            "\\b(?:TODO|TBD|FIXME)\\b",
            "#(?:REF|BEZUG|WERT|VALUE|NAME|NV|N/A)[!?]",
            "\\bMERGEFIELD\\b"));

    private static final String TO_DO = "eintragen|einfügen|einsetzen|ergänzen|ausfüllen|auswählen|angeben|eingeben|"
            + "benennen|anpassen|hinzufügen|wählen";

    private static final Pattern TO_FILL = Pattern.compile(String.join(
            "|",
            "\\[[^\\[\\]]{0,60}\\b(?i:" + TO_DO + ")(?:\\b[^\\[\\]]{0,60})?\\]",
            "\\[(?:Name|Vorname|Nachname|Ort|Datum|Straße|Hausnummer|PLZ|Betrag|Firma|Behörde|Dienststelle|Aktenzeichen|"
                    + "Anschrift|Adresse|Telefon|Anzahl|Zahl|Uhrzeit|Frist|Funktion|Amt|Titel|Stadt|Gemeinde|Kommune|Landkreis|Unterschrift|Platzhalter|"
                    + "Text|Jahr|Monat|Tag|Nummer|Nr\\.|E-Mail)(?:\\s?(?:,|/|der|des|und|oder)\\s?[^\\[\\]]{0,40})?\\]",
            "\\[\\s?(?:[●•]+|_{2,}|[xX]{2,})\\s?\\]",
            "_{3,}|(?:_ ){2,}_",
            "\\((?i:bitte )[^()]{0,40}\\b(?:eintragen|einfügen|einsetzen|ergänzen|ausfüllen)\\)",
            "\\((?:Name|Ort|Datum|Betrag|Titel|Text)\\s(?:eintragen|einfügen|einsetzen|ergänzen)\\)",
            "(?:\\.{6,}+|…{3,}+)(?!\\s*\\d+\\s*$)",
            "\\bx{3,}\\b",
            "\\b[xX]{2}\\.[xX]{2}\\.[xX\\d]{2,4}\\b",
            "\\b20[xX]{2}\\b",
            "\\b[xX]\\.\\s?[xX]\\.\\s?(?:\\d{2,4}|[xX]{2,4})\\b",
            "\\bTT\\.MM\\.JJJJ\\b|\\b(?i:dd\\.mm\\.yyyy)\\b",
            "\\?{3,}",
            "'{3,}|\"{3,}|`{3,}",
            "(?i:klicken(?: oder tippen)? sie(?: hier)?,? um [^.]{3,60})",
            "(?i:geben sie hier (?:einen|eine|ein|den|die|das|ihren|ihre) [^.]{2,40} ein\\b)",
            "(?i:wählen sie (?:ein element|einen baustein|ein datum) aus)",
            "(?i:click(?: or tap)?(?: here)? to (?:enter|add)[^.]{0,40}|choose an item)",
            "(?:Fehler|Error)! \\p{Lu}[^.!]{3,60}",
            "(?i:nicht ?zutreffendes (?:bitte )?(?:streichen|löschen))",
            "(?i:\\blorem ipsum\\b)"));

    private static final Pattern BRACES = Pattern.compile("\\{[^{}]*\\}");
    private static final Pattern LONE_BRACE = Pattern.compile("\\S{0,20}[{}]");

    private Leftovers() {}

    /** Placeholders that nobody fills and other remains of markup. */
    static List<String> placeholders(String text) {
        String visible = visible(text);
        List<String> found = matches(PLACEHOLDER, visible);
        if (found.isEmpty()) {
            String rest = visible;
            for (String inner = ""; !inner.equals(rest); ) {
                inner = rest;
                rest = BRACES.matcher(rest).replaceAll("");
            }
            found.addAll(matches(LONE_BRACE, rest));
        }
        return found;
    }

    /** Places that somebody still has to fill in. */
    static List<String> toFill(String text) {
        return matches(TO_FILL, visible(text));
    }

    private static List<String> matches(Pattern pattern, String text) {
        Set<String> found = new LinkedHashSet<>();
        Matcher matcher = pattern.matcher(text);
        while (found.size() < MOST && matcher.find()) {
            String match = matcher.group().replace(Token.OTHER, '…').strip();
            found.add(
                    match.length() <= SHOWN ? match : match.substring(0, SHOWN).strip() + " …");
        }
        return new ArrayList<>(found);
    }

    private static String visible(String text) {
        return INVISIBLE.matcher(text).replaceAll("").replace('\u00a0', ' ');
    }
}
