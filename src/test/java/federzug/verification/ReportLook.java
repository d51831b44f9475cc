package federzug.verification;

import federzug.document.ArchivalPdf;
import federzug.document.Marks;
import federzug.document.PreparedPdf;
import federzug.document.SealedPdf;
import federzug.notice.Texts;
import federzug.rendering.Rendering;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;

class ReportLook {
    public static void main(String[] args) throws Exception {
        SignedSpecimen specimen = new SignedSpecimen();
        PreparedPdf prepared = specimen.prepared(SignedSpecimen.PERSONS);
        SealedPdf sealed = specimen.seal(specimen.signed(prepared, SignedSpecimen.PERSONS, Map.of()));
        Expected expected = specimen.expected(prepared, SignedSpecimen.PERSONS);
        byte[] good = specimen.store.bytes(sealed.content().digest());
        write(specimen, "gut", specimen.verification.verify(sealed, expected, null));
        write(specimen, "boese", specimen.verify(Attacks.incrementally(good, Attacks::overlay), expected));
        for (int i = 0; i < 5; i++) {
            long t = System.nanoTime();
            specimen.verification.verify(sealed, expected, null);
            System.out.println("ms " + (System.nanoTime() - t) / 1_000_000);
        }
    }

    static void write(SignedSpecimen specimen, String name, Verdict verdict) throws Exception {
        Report report = new Report(verdict, "crimmitschau-2021", "LPR 21-0501/12");
        ZoneId zone = ZoneId.of("Europe/Berlin");
        Files.writeString(Path.of("/tmp/report-" + name + ".html"), report.html(Texts.german(), zone));
        Rendering rendering = new Rendering(specimen.store, specimen.clock, new federzug.rendering.RenderingSettings(true));
        ArchivalPdf pdf = rendering.render(
                report.sheet(Texts.german(), zone), "pruefbericht.pdf", Marks.rehearsal(verdict.examination().rehearsal()));
        Files.write(Path.of("/tmp/report-" + name + ".pdf"), specimen.store.bytes(pdf.content().digest()));
    }
}
