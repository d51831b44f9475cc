package federzug.web.frame;

import static federzug.access.Role.PRESSE;
import static federzug.access.Role.PRESSE_FREIGABE;
import static federzug.access.Role.PRUEFUNG;
import static federzug.access.Role.VERWALTUNG;
import static federzug.access.Role.VORGANG;

import federzug.access.Role;
import java.util.List;
import java.util.Set;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/** Who may see which page. What is not listed is refused. */
public final class PageRights {
    static final Set<Role> READERS = Set.of(VORGANG, PRESSE, PRUEFUNG);

    static final Set<Role> RELEASES = Set.of(PRESSE, PRESSE_FREIGABE);

    private PageRights() {}

    /**
     * @param pattern as in Spring's path patterns
     * @param roles one of them is needed; all five: everybody who is logged in
     */
    public record Right(String pattern, Set<Role> roles) {}

    /** Pages that ask for no account: they look at a link, or show nothing. */
    public static final List<String> OPEN = List.of(
            "/anmelden",
            "/anmelden/haus",
            "/anmelden/haus/zurueck",
            "/gestalt/**",
            "/hilfe",
            "/hilfe/*",
            "/hilfe/bilder/*",
            "/erstes-konto/*",
            "/bereit",
            "/lebt",
            "/kennzahlen",
            "/z/*",
            "/unterzeichnen",
            "/unterzeichnen/*",
            "/rueckkehr",
            "/zitat/*",
            "/mein-zitat",
            "/anzeige/*",
            "/anzeige/*/stand",
            "/anzeige/*/strom");

    /** The first pattern that fits counts. */
    public static final List<Right> TABLE = List.of(
            new Right("/", Set.of(Role.values())),
            new Right("/vorgaenge", READERS),
            new Right("/vorgaenge/{id}", READERS),
            new Right("/vorgaenge/{id}/dokument/*", READERS),
            // Whoever reads a matter may file it; whoever edits it mends addresses (decision 76).
            new Right("/vorgaenge/{id}/ablage.zip", READERS),
            new Right("/neuer-vorgang/**", Set.of(VORGANG)),
            new Right("/vorgaenge/{id}/daten/**", Set.of(VORGANG)),
            new Right("/vorgaenge/{id}/aenderungen", Set.of(VORGANG)),
            new Right("/vorgaenge/{id}/entwurf/**", Set.of(VORGANG)),
            new Right("/arbeit/*", Set.of(VORGANG)),
            new Right("/vorgaenge/{id}/unterzeichnung/**", Set.of(VORGANG)),
            new Right("/vorgaenge/{id}/lampentest", Set.of(VORGANG, VERWALTUNG)),
            new Right("/vorgaenge/{id}/lampentest/pruefen", Set.of(VORGANG, VERWALTUNG)),
            new Right("/vorgaenge/{id}/lampentest/**", Set.of(VORGANG)),
            new Right("/vorgaenge/{id}/einladen", Set.of(VORGANG)),
            new Right("/vorgaenge/{id}/erinnern", Set.of(VORGANG)),
            new Right("/vorgaenge/{id}/abbrechen/*", Set.of(VORGANG)),
            new Right("/vorgaenge/{id}/nachfolger/**", Set.of(VORGANG)),
            new Right("/rueckgabe/**", Set.of(VORGANG)),
            new Right("/postausgang/{id}/adresse", Set.of(VORGANG)),
            new Right("/postausgang/**", Set.of(VORGANG, PRESSE)),
            new Right("/tafel/**", Set.of(VORGANG)),
            new Right("/pruefen/**", Set.of(PRUEFUNG, VORGANG)),
            new Right("/medien", RELEASES),
            new Right("/medien/{id}", RELEASES),
            new Right("/medien/{id}/medieninformation.pdf", RELEASES),
            new Right("/medien/{id}/medieninformation-medienservice.*", RELEASES),
            new Right("/medien/{id}/medieninformation-bild", RELEASES),
            new Right("/medien/{id}/anhalten", RELEASES),
            new Right("/medien/{id}/freigabe", Set.of(PRESSE_FREIGABE)),
            new Right("/medien/{id}/**", Set.of(PRESSE)),
            new Right("/vorlagen", Set.of(VORGANG, VERWALTUNG)),
            new Right("/vorlagen/neu", Set.of(VERWALTUNG)),
            new Right("/vorlagen/{name}/freigeben", Set.of(VERWALTUNG)),
            new Right("/vorlagen/{name}/verwerfen", Set.of(VERWALTUNG)),
            new Right("/vorlagen/**", Set.of(VORGANG, VERWALTUNG)),
            new Right("/konto/**", Set.of(Role.values())),
            new Right("/verwaltung/**", Set.of(VERWALTUNG)));

    /** The roles of which one is needed for a path; empty if there is no such page. */
    static Set<Role> roles(String path) {
        PathContainer parsed = PathContainer.parsePath(path);
        return TABLE.stream()
                .filter(right ->
                        PathPatternParser.defaultInstance.parse(right.pattern()).matches(parsed))
                .findFirst()
                .map(Right::roles)
                .orElse(Set.of());
    }
}
