package federzug.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;

/** The example keys with a trusted list that knows the unit of time stamps, but not as a qualified one. */
public final class OrdinaryTimestamps {
    private static final String MARK = "NUR-ZUM-TESTEN";

    private OrdinaryTimestamps() {}

    /** Copies the example keys into a folder and lists the unit otherwise. */
    public static Path in(Path folder) throws Exception {
        ExampleCopy.in(folder);
        Path pki = folder.resolve("pki-" + MARK);
        Files.write(
                pki.resolve("vertrauensliste-" + MARK + ".xml"),
                new DemoPkiLists(DemoPkiCertificates.BEGIN.plus(1, ChronoUnit.DAYS))
                        .withOrdinaryTimestamps()
                        .trustedList(
                                ExampleCopy.identity(pki.resolve("ausgabe-" + MARK + ".p12"))
                                        .certificate(),
                                ExampleCopy.identity(pki.resolve("zeitstempel-" + MARK + ".p12"))
                                        .certificate(),
                                ExampleCopy.identity(pki.resolve("listensignatur-" + MARK + ".p12"))));
        return folder;
    }
}
