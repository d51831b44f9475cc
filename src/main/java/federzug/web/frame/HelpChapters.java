package federzug.web.frame;

import java.util.List;
import java.util.Map;

/** Names the chapter of the manual that belongs to a page. */
final class HelpChapters {
    /** The first beginning that fits counts. */
    private static final List<Map.Entry<String, String>> TABLE = List.of(
            Map.entry("/vorgaenge/[^/]+/lampentest.*", "07-zwei-wochen-vorher"),
            Map.entry("/vorgaenge/[^/]+/(unterzeichnung|einladen|erinnern).*", "08-der-termin"),
            Map.entry("/vorgaenge/[^/]+/(abbrechen|nachfolger).*", "10-wenn-etwas-schiefgeht"),
            Map.entry("/vorgaenge/[^/]+/daten/text|/neuer-vorgang/[^/]+/text|/neuer-vorgang/tabelle/.*", "daten"),
            Map.entry("/tafel/.*", "08-der-termin"),
            Map.entry("/rueckgabe.*", "08-der-termin"),
            Map.entry("/pruefen.*", "12-pruefen-und-akte"),
            Map.entry("/medien.*", "11-pressestelle"),
            Map.entry("/postausgang.*", "versenden"),
            Map.entry("/vorlagen.*", "vorlagen"),
            Map.entry("/verwaltung/listen.*", "vertrauen"),
            Map.entry("/verwaltung/dienste.*", "sicherung"),
            Map.entry("/(z/|unterzeichnen|rueckkehr).*", "09-fuer-unterzeichnende"),
            Map.entry("/(zitat/|mein-zitat).*", "11-pressestelle"),
            Map.entry("/hilfe.*", "inhalt"));

    private HelpChapters() {}

    static String of(String path) {
        return TABLE.stream()
                .filter(entry -> path.matches(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("im-browser");
    }
}
