package federzug.verification;

import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import federzug.verification.RawUpdate.Form;
import federzug.verification.file.CrossReferenceSection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What honest programs append to a signed file, in all ways of writing that ISO 32000-1 allows. */
final class HonestUpdates {
    private static final String ENTRY = "/Tx BMC q BT /Helv 11 Tf 0 g 2 6 Td (Erika Muster) Tj ET Q EMC";
    private static final String LOOK = "/Type/XObject/Subtype/Form/BBox[0 0 250 20]/Resources<</Font<</Helv<</Type/Font"
            + "/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>";

    private final TSPSource stamps;
    private final Map<String, Function<RawPdf, byte[]>> all = new LinkedHashMap<>();

    HonestUpdates(TSPSource stamps) {
        this.stamps = stamps;
    }

    /** Signatures, time stamps and evidence: what may follow in a document of ours, too. */
    Map<String, Function<RawPdf, byte[]>> ofSigning() {
        all.clear();
        for (Form form : Form.values()) {
            String by = " (" + form.name().toLowerCase(Locale.ROOT) + ")";
            all.put("a time stamp" + by, pdf -> stamped(pdf, form, update -> update));
            all.put("an older kind of time stamp" + by, pdf -> RawStamp.on(pdf, pdf.update(form), stamps, "Sig"));
            all.put(
                    "a time stamp with everything listed again" + by,
                    pdf -> stamped(pdf, form, update -> {
                        pdf.objects.entries().forEach((number, entry) -> {
                            if (entry.kind() == CrossReferenceSection.Entry.Kind.PLAIN) {
                                update.listed(number, entry.place());
                            }
                        });
                        return update;
                    }));
            all.put(
                    "a time stamp with a number given back" + by,
                    pdf -> stamped(pdf, form, update -> {
                        int fresh = update.fresh();
                        return update.free(fresh, 1).free(0, 65_535);
                    }));
            all.put(
                    "a time stamp and a rest of signing" + by,
                    pdf -> stamped(pdf, form, update -> {
                        int fresh = update.fresh();
                        return update.object(fresh, "<</Type/Font>>");
                    }));
            all.put(
                    "a time stamp with remarks" + by,
                    pdf -> stamped(
                            pdf,
                            form,
                            update -> update.raw("%Muster-Programm 1.0\n").behindTable("%Muster-Programm 1.0\n")));
            all.put("a time stamp and blank lines" + by, pdf -> stamped(pdf, form, update -> update.end("\r\n\n")));
            all.put(
                    "a time stamp with long lines' ends" + by,
                    pdf -> stamped(
                            pdf, form, update -> update.linesEndWith("\r\n").entriesEndWith("\r\n")));
            all.put(
                    "a time stamp with a catalog of another number" + by,
                    pdf -> stamped(pdf, form, update -> {
                        int fresh = update.fresh();
                        return update.object(fresh, pdf.text(pdf.root())).trailer("Root", fresh + " 0 R");
                    }));
            rewritten(form, by);
            all.put("evidence" + by, pdf -> evidence(pdf, pdf.update(form), false));
            all.put("evidence, and a time stamp" + by, pdf -> {
                RawPdf with = new RawPdf(evidence(pdf, pdf.update(form), false));
                return RawStamp.on(with, with.update(form), stamps, "DocTimeStamp");
            });
            all.put("evidence, written again in another way" + by, pdf -> {
                RawPdf with = new RawPdf(evidence(pdf, pdf.update(form), false));
                return evidence(with, with.update(form), true);
            });
        }
        all.put("evidence that programs of the old days do not see", pdf -> {
            RawUpdate update = pdf.update(Form.HYBRID);
            int certificate = update.fresh();
            int store = update.fresh();
            update.hiddenEntry(certificate, update.at()).hidden(certificate, RawUpdate.streamBody("", "Zertifikat"));
            update.hiddenEntry(store, update.at()).hidden(store, "<</Certs[" + certificate + " 0 R]>>");
            return update.object(pdf.root(), pdf.with(pdf.root(), "DSS", store + " 0 R"))
                    .bytes();
        });
        all.put("a time stamp with a packed table", pdf -> stamped(pdf, Form.STREAM, RawUpdate::predicted));
        all.put("evidence in an object stream", pdf -> {
            RawUpdate update = pdf.update(Form.STREAM);
            int certificate = update.fresh();
            int store = update.fresh();
            update.stream(certificate, "", "Zertifikat");
            return update.packed(store, "<</Certs[" + certificate + " 0 R]>>")
                    .packed(pdf.root(), pdf.with(pdf.root(), "DSS", store + " 0 R"))
                    .bytes();
        });
        return new LinkedHashMap<>(all);
    }

    /** A time stamp by a program that writes more than it has to, and changes nothing by it. */
    private void rewritten(Form form, String by) {
        all.put(
                "a time stamp and a new identifier" + by,
                pdf -> stamped(pdf, form, update -> update.trailer("ID", "[<aa><bb>]")));
        all.put("two time stamps" + by, pdf -> {
            RawPdf once = new RawPdf(stamped(pdf, form, update -> update));
            return RawStamp.on(once, once.update(form), stamps, "DocTimeStamp");
        });
        all.put("a time stamp, and evidence for it" + by, pdf -> {
            RawPdf once = new RawPdf(stamped(pdf, form, update -> update));
            return evidence(once, once.update(form), false);
        });
        all.put(
                "a time stamp and the content once more" + by,
                pdf -> stamped(pdf, form, update -> {
                    var content = pdf.objects.stream(pdf.content);
                    String packed =
                            RawUpdate.text(java.util.Arrays.copyOfRange(pdf.file, content.data(), content.dataEnd()));
                    return update.object(
                            pdf.content, RawPdf.text(content.dictionary()) + "\nstream\n" + packed + "\nendstream");
                }));
        all.put(
                "a time stamp and the font once more" + by,
                pdf -> stamped(pdf, form, update -> update.object(pdf.font, pdf.text(pdf.font))));
        all.put(
                "a time stamp and a version" + by,
                pdf -> stamped(
                        pdf, form, update -> update.object(pdf.root(), pdf.with(pdf.root(), "Version", "/1.7"))));
        all.put(
                "a time stamp and extensions" + by,
                pdf -> stamped(
                        pdf,
                        form,
                        update -> update.object(
                                pdf.root(),
                                pdf.with(pdf.root(), "Extensions", "<</ESIC<</BaseVersion/1.7/ExtensionLevel 5>>>>"))));
    }

    /** What the signatures on a form of others allow. */
    Map<String, Function<RawPdf, byte[]>> ofFilling() {
        all.clear();
        for (Form form : Form.values()) {
            String by = " (" + form.name().toLowerCase(Locale.ROOT) + ")";
            all.put(
                    "a field filled in" + by,
                    pdf -> filled(pdf, pdf.update(form)).bytes());
            all.put("a field filled in, and a time stamp" + by, pdf -> {
                RawPdf with = new RawPdf(filled(pdf, pdf.update(form)).bytes());
                return RawStamp.on(with, with.update(form), stamps, "DocTimeStamp");
            });
            all.put("a box ticked" + by, pdf -> ticked(pdf, pdf.update(form)).bytes());
            all.put(
                    "saved again" + by,
                    pdf -> pdf.update(form)
                            .object(pdf.root(), pdf.text(pdf.root()))
                            .bytes());
            all.put("a field filled in, with a length by reference" + by, pdf -> {
                RawUpdate update = pdf.update(form);
                int look = update.fresh();
                int length = update.fresh();
                update.object(look, "<<" + LOOK + "/Length " + length + " 0 R>>\nstream\n" + ENTRY + "\nendstream");
                update.object(length, String.valueOf(ENTRY.length()));
                return named(pdf, update, look).bytes();
            });
        }
        return new LinkedHashMap<>(all);
    }

    private byte[] stamped(RawPdf pdf, Form form, UnaryOperator<RawUpdate> more) {
        return RawStamp.on(pdf, more.apply(pdf.update(form)), stamps, "DocTimeStamp");
    }

    private static byte[] evidence(RawPdf pdf, RawUpdate update, boolean again) {
        int certificate = update.fresh();
        int answer = update.fresh();
        int array = update.fresh();
        int store = update.fresh();
        if (again) {
            String packed = RawUpdate.text(
                    RawUpdate.deflated("Zertifikat".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
            update.stream(certificate, "/Filter/FlateDecode", packed);
        } else {
            update.stream(certificate, "", "Zertifikat");
        }
        update.stream(answer, "", "Sperrauskunft");
        update.object(array, "[" + answer + " 0 R]");
        update.object(store, "<</Type/DSS/Certs[" + certificate + " 0 R]/OCSPs " + array + " 0 R>>");
        return update.object(pdf.root(), pdf.with(pdf.root(), "DSS", store + " 0 R"))
                .bytes();
    }

    private static RawUpdate filled(RawPdf pdf, RawUpdate update) {
        int look = update.fresh();
        return named(pdf, update.stream(look, LOOK, ENTRY), look);
    }

    private static RawUpdate named(RawPdf pdf, RawUpdate update, int look) {
        int number = pdf.fieldNumber("Name");
        String field = pdf.with(number, "AP", "<</N " + look + " 0 R>>");
        return update.object(number, field.replaceFirst(">>$", "/V(Erika Muster)>>"));
    }

    private static RawUpdate ticked(RawPdf pdf, RawUpdate update) {
        int number = pdf.fieldNumber("Einverstanden");
        String field = pdf.with(number, "AS", "/Yes");
        return update.object(number, field.replaceFirst(">>$", "/V/Yes>>"));
    }
}
