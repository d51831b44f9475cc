package federzug.agreement;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The sheets and German headings of a table, and which key of the data format each stands for. A workbook has one sheet
 * per list; a table with one row per matter has the same columns with the list's singular and a number before them:
 * {@code Person 2 Vorname}.
 */
final class TableLayout {
    static final String ID = "Kennung";
    static final String AGREEMENT = "vereinbarung";
    static final Sheet MATTERS = new Sheet(
            "Vorgänge",
            "",
            "",
            false,
            List.of(
                    new Column(ID, "kennung", Kind.TEXT),
                    new Column("Probe", "probe", Kind.YES_NO),
                    new Column("Datum", "datum", Kind.DATE),
                    new Column("Beginn", "beginn", Kind.TIME),
                    new Column("Form", "form", Kind.WORD),
                    new Column("Polizeidirektion", "polizei.direktion", Kind.TEXT),
                    new Column("Ort", "ort", Kind.TEXT),
                    new Column("Verbund", "verbund", Kind.TEXT),
                    new Column("Polizei Rechtsträger", "polizei.rechtstraeger", Kind.TEXT),
                    new Column("Polizei Anschrift", "polizei.anschrift", Kind.TEXT),
                    new Column("LPR Rechtsträger", "lpr.rechtstraeger", Kind.TEXT),
                    new Column("LPR Anschrift", "lpr.anschrift", Kind.TEXT)));
    static final Sheet SIGNATORIES = new Sheet(
            "Unterzeichnende",
            "Unterzeichnende",
            "vereinbarungen.unterzeichnende",
            true,
            List.of(
                    new Column("Vereinbarung", AGREEMENT, Kind.TEXT),
                    new Column("Person", "person", Kind.TEXT),
                    new Column("Schritt", "schritt", Kind.TEXT),
                    new Column("Gerät", "geraet", Kind.TEXT),
                    new Column("Ersatzweg", "ersatzweg", Kind.TEXT),
                    new Column("Frist", "frist", Kind.DATE_TIME),
                    new Column("Neues Feld", "neues_feld", Kind.WORD)));
    static final Sheet ANNEXES = new Sheet(
            "Anlagen",
            "Anlage",
            "vereinbarungen.anlagen",
            true,
            List.of(
                    new Column("Vereinbarung", AGREEMENT, Kind.TEXT),
                    new Column("Datei", "datei", Kind.TEXT),
                    new Column("Titel", "titel", Kind.TEXT),
                    new Column("Art", "art", Kind.WORD),
                    new Column("SHA-256", "sha256", Kind.TEXT)));
    static final List<Sheet> SHEETS = List.of(
            MATTERS,
            new Sheet(
                    "Kommunen",
                    "Kommune",
                    "kommunen",
                    true,
                    List.of(
                            new Column("Schlüssel", "schluessel", Kind.TEXT),
                            new Column("Name", "name", Kind.TEXT),
                            new Column("Status", "status", Kind.WORD),
                            new Column("Landkreis", "landkreis", Kind.TEXT),
                            new Column("Ratsbeschluss Datum", "ratsbeschluss.datum", Kind.DATE),
                            new Column("Ratsbeschluss Nummer", "ratsbeschluss.nummer", Kind.TEXT),
                            new Column("Beschluss nötig", "beschluss_noetig", Kind.YES_NO),
                            new Column("Name sorbisch", "name_sorbisch", Kind.TEXT),
                            new Column("Rechtsträger", "rechtstraeger", Kind.TEXT),
                            new Column("Anschrift", "anschrift", Kind.TEXT))),
            new Sheet(
                    "Personen",
                    "Person",
                    "personen",
                    true,
                    List.of(
                            new Column("Schlüssel", "schluessel", Kind.TEXT),
                            new Column("Anrede", "anrede", Kind.TEXT),
                            new Column("Titel", "titel", Kind.TEXT),
                            new Column("Vorname", "vorname", Kind.TEXT),
                            new Column("Name", "name", Kind.TEXT),
                            new Column("Amt", "amt", Kind.TEXT),
                            new Column("Für", "fuer", Kind.TEXT),
                            new Column("Vertretung", "vertretung", Kind.TEXT),
                            new Column("Mail", "mail", Kind.TEXT),
                            new Column("Schreibweisen", "schreibweisen", Kind.SPELLINGS),
                            new Column("Vertretung Art", "vertretung.art", Kind.WORD),
                            new Column("Vertretung Grundlage", "vertretung.grundlage", Kind.TEXT))),
            new Sheet(
                    "Gäste",
                    "Gast",
                    "gaeste",
                    true,
                    List.of(
                            new Column("Person", "person", Kind.TEXT),
                            new Column("Schlüssel", "schluessel", Kind.TEXT),
                            new Column("Anrede", "anrede", Kind.TEXT),
                            new Column("Titel", "titel", Kind.TEXT),
                            new Column("Vorname", "vorname", Kind.TEXT),
                            new Column("Name", "name", Kind.TEXT),
                            new Column("Amt", "amt", Kind.TEXT),
                            new Column("Vertretung", "vertretung", Kind.TEXT),
                            new Column("Institution", "institution", Kind.TEXT),
                            new Column("Mail", "mail", Kind.TEXT))),
            new Sheet(
                    "Vereinbarungen",
                    "Vereinbarung",
                    "vereinbarungen",
                    true,
                    List.of(
                            new Column("Schlüssel", "schluessel", Kind.TEXT),
                            new Column("Vorlage", "vorlage", Kind.TEXT),
                            new Column("Kommunen", "kommunen", Kind.KEYS),
                            new Column("Klauseln", "klauseln", Kind.KEYS))),
            SIGNATORIES,
            ANNEXES,
            new Sheet(
                    "Medieninformation",
                    "Medieninformation",
                    "medieninformation",
                    false,
                    List.of(
                            new Column("Vorlage", "vorlage", Kind.TEXT),
                            new Column("Versand ab", "versand_ab", Kind.DATE_TIME),
                            new Column("Sperrfrist", "sperrfrist", Kind.DATE_TIME),
                            new Column("Spätestens", "spaetestens", Kind.DATE_TIME),
                            new Column("Überschrift", "ueberschrift", Kind.TEXT),
                            new Column("Ansprechperson Name", "ansprechperson.name", Kind.TEXT),
                            new Column("Ansprechperson Telefon", "ansprechperson.telefon", Kind.TEXT),
                            new Column("Ansprechperson Telefax", "ansprechperson.telefax", Kind.TEXT),
                            new Column("Ansprechperson Mail", "ansprechperson.mail", Kind.TEXT),
                            new Column("Verteilerdatei", "verteiler", Kind.TEXT),
                            new Column("Nummer", "nummer", Kind.TEXT),
                            new Column("Text", "text", Kind.TEXT),
                            new Column("Ausblick", "ausblick", Kind.TEXT),
                            new Column("Abbinder", "abbinder", Kind.TEXT),
                            new Column("Absender", "absender", Kind.TEXT))),
            new Sheet(
                    "Zitate",
                    "Zitat",
                    "medieninformation.zitate",
                    true,
                    List.of(
                            new Column("Person", "person", Kind.TEXT),
                            new Column("Text", "text", Kind.TEXT),
                            new Column("Freigabe von", "freigabe.von", Kind.TEXT),
                            new Column("Freigabe am", "freigabe.am", Kind.DATE_TIME))),
            new Sheet(
                    "Zahlen",
                    "Zahlen",
                    "medieninformation.zahlen",
                    false,
                    List.of(
                            new Column("Stand", "stand", Kind.DATE),
                            new Column("Beraten", "beraten", Kind.TEXT),
                            new Column("Vereinbarungen", "vereinbarungen", Kind.TEXT),
                            new Column("Präventionsräte", "praeventionsraete", Kind.TEXT),
                            new Column("Mittel", "mittel", Kind.TEXT),
                            new Column("Zeitraum", "zeitraum", Kind.TEXT))),
            new Sheet(
                    "Bild",
                    "Bild",
                    "medieninformation.bild",
                    false,
                    List.of(
                            new Column("Datei", "datei", Kind.TEXT),
                            new Column("Alternativtext", "alt", Kind.TEXT),
                            new Column("Bildunterschrift", "bildunterschrift", Kind.TEXT),
                            new Column("Quelle", "quelle", Kind.TEXT),
                            new Column("Rechte", "rechte", Kind.TEXT),
                            new Column("SHA-256", "sha256", Kind.TEXT))),
            new Sheet(
                    "Zweite Fassung",
                    "Zweite Fassung",
                    "medieninformation.zweite_fassung",
                    false,
                    List.of(
                            new Column("Vorlage", "vorlage", Kind.TEXT),
                            new Column("Überschrift", "ueberschrift", Kind.TEXT),
                            new Column("Text", "text", Kind.TEXT))),
            new Sheet(
                    "Verteiler",
                    "Verteiler",
                    "medieninformation.verteiler",
                    true,
                    List.of(
                            new Column("Adresse", "adresse", Kind.TEXT),
                            new Column("Name", "name", Kind.TEXT),
                            new Column("Medium", "medium", Kind.TEXT),
                            new Column("Themen", "themen", Kind.TEXT),
                            new Column("Abbestellt", "abbestellt", Kind.TEXT),
                            new Column("Pause bis", "pause_bis", Kind.TEXT),
                            new Column("Medienservice", "medienservice", Kind.TEXT),
                            new Column("Quelle", "quelle", Kind.TEXT),
                            new Column("Quelle Datum", "quelle_datum", Kind.TEXT))),
            new Sheet(
                    "Empfänger",
                    "Empfänger",
                    "empfaenger",
                    true,
                    List.of(
                            new Column("Adresse", "adresse", Kind.TEXT),
                            new Column("Verschlüsselt", "verschluesselt", Kind.YES_NO),
                            new Column("Signierte Dateien", "signierte_dateien", Kind.WORD),
                            new Column("Größe MB", "groesse_mb", Kind.TEXT),
                            new Column("Dateitypen", "dateitypen", Kind.KEYS))));

    private static final Set<String> FREE =
            Set.of("bemerkung", "bemerkungen", "hinweis", "hinweise", "notiz", "notizen");
    private static final String REFERENCES = "aktenzeichen";

    private TableLayout() {}

    enum Kind {
        TEXT,
        YES_NO,
        /** One of the words of the data format; Excel users write „Große Kreisstadt“. */
        WORD,
        DATE,
        TIME,
        DATE_TIME,
        /** Several keys in one cell. */
        KEYS,
        /** Several names in one cell; a comma belongs to the name. */
        SPELLINGS
    }

    /** @param key path below the block of its row, for example {@code ratsbeschluss.datum} */
    record Column(String heading, String key, Kind kind) {}

    /**
     * @param one the singular before a column's heading in a table with one row per matter
     * @param path the list or block in the data format; empty for the matter itself
     */
    record Sheet(String name, String one, String path, boolean many, List<Column> columns) {}

    /** @param number which entry of the list in a table with one row per matter; 0 if the sheet is the list's own */
    record Target(Sheet sheet, int number, Column column) {}

    static Optional<Sheet> sheet(String name) {
        return SHEETS.stream().filter(sheet -> same(sheet.name(), name)).findFirst();
    }

    /** Sheets and columns for people's own remarks. */
    static boolean isFree(String title) {
        return title.isBlank() || FREE.contains(plain(title));
    }

    /** What a heading of this sheet stands for. */
    static Optional<Target> target(Sheet sheet, String heading) {
        String plain = plain(heading);
        Optional<Target> own = own(sheet, plain).map(column -> new Target(sheet, 0, column));
        if (own.isPresent() || !sheet.equals(MATTERS)) {
            return own;
        }
        if (plain.startsWith(REFERENCES + "-")) {
            String house = plain.substring(REFERENCES.length() + 1).replace('-', '_');
            return Optional.of(new Target(sheet, 0, new Column(heading, REFERENCES + "." + house, Kind.TEXT)));
        }
        return SHEETS.stream()
                .filter(other -> !other.one().isEmpty())
                .flatMap(other -> numbered(other, plain).stream())
                .findFirst();
    }

    private static Optional<Target> numbered(Sheet sheet, String plain) {
        String one = plain(sheet.one()) + "-";
        if (!plain.startsWith(one)) {
            return Optional.empty();
        }
        String rest = plain.substring(one.length());
        int number = 1;
        if (sheet.many() && rest.matches("[1-9][0-9]{0,2}-.+")) {
            number = Integer.parseInt(rest.substring(0, rest.indexOf('-')));
            rest = rest.substring(rest.indexOf('-') + 1);
        }
        int entry = number;
        return own(sheet, rest).map(column -> new Target(sheet, entry, column));
    }

    private static Optional<Column> own(Sheet sheet, String plain) {
        return sheet.columns().stream()
                .filter(column -> plain(column.heading()).equals(plain))
                .findFirst();
    }

    /** All headings that a sheet may have, for suggestions. */
    static List<String> headings(Sheet sheet) {
        Stream<String> own = sheet.columns().stream().map(Column::heading);
        Stream<String> others = sheet.equals(MATTERS)
                ? SHEETS.stream()
                        .filter(other -> !other.one().isEmpty())
                        .flatMap(other -> other.columns().stream()
                                .map(column -> other.one() + (other.many() ? " 1 " : " ") + column.heading()))
                : Stream.of(ID);
        return Stream.concat(own, others).toList();
    }

    /** The heading of a key path without numbers, for example {@code personen[].mail}. */
    static Optional<Map.Entry<Sheet, Column>> heading(String path) {
        String bare = path.replaceAll("\\[\\d*]", "");
        return SHEETS.stream()
                .flatMap(sheet -> sheet.columns().stream().map(column -> Map.entry(sheet, column)))
                .filter(entry -> bare.equals(
                        joined(entry.getKey().path(), entry.getValue().key())))
                .findFirst();
    }

    static String joined(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static boolean same(String one, String other) {
        return plain(one).equals(plain(other));
    }

    private static String plain(String text) {
        return PathName.of(text.strip().toLowerCase(Locale.GERMAN));
    }
}
