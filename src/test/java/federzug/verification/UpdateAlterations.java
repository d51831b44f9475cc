package federzug.verification;

import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import federzug.verification.RawUpdate.Form;
import federzug.verification.file.RawObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What can be done to a signed file with raw updates, each made from a good file in several ways of writing tables. */
final class UpdateAlterations {
    private static final String EVIL =
            "BT /F1 20 Tf 70 700 Td (Die Stadt zahlt 9000 Euro) Tj ET 0 0 1 rg 50 50 400 500 re f";

    private UpdateAlterations() {}

    /** By name; each takes the parts of a good file and gives the altered bytes. */
    static Map<String, Function<RawPdf, byte[]>> all() {
        Map<String, Function<RawPdf, byte[]>> all = new LinkedHashMap<>();
        for (Form form : Form.values()) {
            String by = " (" + form.name().toLowerCase(java.util.Locale.ROOT) + ")";
            freed(all, form, by);
            hidden(all, form, by);
            redirected(all, form, by);
            trailers(all, form, by);
            replaced(all, form, by);
            bytes(all, form, by);
            containers(all, form, by);
        }
        onlyTables(all);
        onlyStreams(all);
        return all;
    }

    /** An object that a good update writes again as it is, so that nothing but the fault under test is wrong. */
    private static RawUpdate harmless(RawPdf pdf, Form form) {
        return pdf.update(form).object(pdf.root(), pdf.text(pdf.root()));
    }

    private static void freed(Map<String, Function<RawPdf, byte[]>> all, Form form, String by) {
        Map<String, Function<RawPdf, Integer>> targets = new LinkedHashMap<>();
        targets.put("content", pdf -> pdf.content);
        targets.put("page", pdf -> pdf.page);
        targets.put("font", pdf -> pdf.font);
        targets.put("field", pdf -> pdf.field);
        targets.put("signature", pdf -> pdf.signature);
        targets.put("form", pdf -> pdf.form);
        targets.put("catalog", RawPdf::root);
        targets.forEach((what, target) -> {
            all.put(
                    "free " + what + by,
                    pdf -> pdf.update(form).free(target.apply(pdf), 0).bytes());
            all.put(
                    "free with next generation " + what + by,
                    pdf -> harmlessBeside(pdf, form, target.apply(pdf))
                            .free(target.apply(pdf), 1)
                            .bytes());
            all.put(
                    "other generation " + what + by,
                    pdf -> pdf.update(form)
                            .entry(target.apply(pdf), 1, pdf.offset(target.apply(pdf)), 1)
                            .bytes());
        });
    }

    private static RawUpdate harmlessBeside(RawPdf pdf, Form form, int number) {
        return number == pdf.root() ? pdf.update(form) : harmless(pdf, form);
    }

    private static void hidden(Map<String, Function<RawPdf, byte[]>> all, Form form, String by) {
        all.put(
                "hidden content" + by,
                pdf -> harmless(pdf, form).hidden(pdf.content, evil()).bytes());
        all.put("hidden content, no root" + by, pdf -> {
            RawUpdate update = pdf.update(form).hidden(pdf.content, evil());
            int fresh = update.fresh();
            return update.object(fresh, "<</X 1>>").trailer("Root", null).bytes();
        });
        all.put(
                "hidden page" + by,
                pdf -> harmless(pdf, form)
                        .hidden(pdf.page, pdf.with(pdf.page, "Rotate", "90"))
                        .bytes());
        all.put("hidden catalog" + by, pdf -> {
            RawUpdate update = harmless(pdf, form);
            return update.hidden(update.fresh(), pdf.text(pdf.root())).bytes();
        });
        all.put(
                "hidden behind the listed one" + by,
                pdf -> harmless(pdf, form)
                        .hidden(
                                pdf.root(),
                                pdf.with(pdf.root(), "OpenAction", "<</S/JavaScript/JS(app.alert\\(1\\))>>"))
                        .bytes());
        all.put(
                "hidden before the listed one" + by,
                pdf -> pdf.update(form)
                        .hidden(pdf.root(), pdf.with(pdf.root(), "Lang", "(fr)"))
                        .object(pdf.root(), pdf.text(pdf.root()))
                        .bytes());
        all.put("orphan" + by, pdf -> {
            RawUpdate update = pdf.update(form);
            return update.object(update.fresh(), "<</X 1>>").bytes();
        });
        all.put("orphan catalog" + by, pdf -> {
            RawUpdate update = harmless(pdf, form);
            return update.object(update.fresh(), pdf.with(pdf.root(), "Lang", "(fr)"))
                    .bytes();
        });
    }

    private static String evil() {
        return RawUpdate.streamBody("", EVIL);
    }

    private static void redirected(Map<String, Function<RawPdf, byte[]>> all, Form form, String by) {
        all.put("content elsewhere" + by, pdf -> {
            RawUpdate update = pdf.update(form);
            int fresh = update.fresh();
            long at = update.at();
            return update.object(fresh, evil()).listed(pdf.content, at).bytes();
        });
        all.put(
                "content where the page is" + by,
                pdf -> pdf.update(form)
                        .listed(pdf.content, pdf.offset(pdf.page))
                        .bytes());
        all.put(
                "content in the middle of nowhere" + by,
                pdf -> pdf.update(form)
                        .listed(pdf.content, pdf.offset(pdf.content) + 3)
                        .bytes());
        all.put(
                "content beyond the end" + by,
                pdf -> pdf.update(form)
                        .listed(pdf.content, pdf.file.length + 100_000L)
                        .bytes());
        all.put("entry that leads nowhere" + by, pdf -> {
            RawUpdate update = harmless(pdf, form);
            return update.listed(update.fresh(), pdf.offset(pdf.page) + 1).bytes();
        });
        all.put("content inside a stream" + by, pdf -> {
            RawUpdate update = harmless(pdf, form);
            int fresh = update.fresh();
            String inside = pdf.content + " 0 obj\n" + evil() + "\nendobj\n";
            String dictionary = fresh + " 0 obj\n<</Length " + inside.length() + ">>\nstream\n";
            long at = update.at() + dictionary.length();
            return update.stream(fresh, "", inside).listed(pdf.content, at).bytes();
        });
    }

    private static void trailers(Map<String, Function<RawPdf, byte[]>> all, Form form, String by) {
        all.put("no root" + by, pdf -> harmless(pdf, form).trailer("Root", null).bytes());
        all.put(
                "no previous section" + by,
                pdf -> harmless(pdf, form).trailer("Prev", null).bytes());
        all.put(
                "previous section in the middle of nowhere" + by,
                pdf -> harmless(pdf, form)
                        .trailer("Prev", String.valueOf(pdf.offset(pdf.page) + 2))
                        .bytes());
        all.put(
                "previous section before the signature" + by,
                pdf -> harmless(pdf, form).trailer("Prev", earlier(pdf)).bytes());
        all.put(
                "size too small" + by,
                pdf -> harmless(pdf, form).trailer("Size", "4").bytes());
        all.put(
                "size in words" + by,
                pdf -> harmless(pdf, form).trailer("Size", "null").bytes());
        all.put("root twice" + by, pdf -> {
            RawUpdate update = harmless(pdf, form);
            int fresh = update.fresh();
            update.object(fresh, pdf.with(pdf.root(), "Lang", "(fr)"));
            return update.trailerMore("/Root " + fresh + " 0 R").bytes();
        });
        all.put(
                "previous section twice" + by,
                pdf -> harmless(pdf, form).trailerMore("/Prev " + earlier(pdf)).bytes());
        all.put("other root" + by, pdf -> {
            RawUpdate update = pdf.update(form);
            int pages = update.fresh();
            int page = update.fresh();
            int content = update.fresh();
            int fresh = update.fresh();
            update.object(content, evil());
            update.object(
                    page, "<</Type/Page/Parent " + pages + " 0 R/MediaBox[0 0 500 700]/Contents " + content + " 0 R>>");
            update.object(pages, "<</Type/Pages/Count 1/Kids[" + page + " 0 R]>>");
            update.object(fresh, pdf.with(pdf.root(), "Pages", pages + " 0 R"));
            return update.trailer("Root", fresh + " 0 R").bytes();
        });
        all.put(
                "encrypted from now on" + by,
                pdf -> harmless(pdf, form)
                        .trailerMore("/Encrypt<</Filter/Standard/V 1/R 2/O<00>/U<00>/P -4>>")
                        .bytes());
        all.put(
                "address of the section before the signature" + by,
                pdf -> harmless(pdf, form).address(Long.parseLong(earlier(pdf))).bytes());
        all.put(
                "address in the middle of nowhere" + by,
                pdf -> harmless(pdf, form).address(pdf.offset(pdf.page) + 2).bytes());
        all.put(
                "two addresses" + by,
                pdf -> harmless(pdf, form)
                        .behindTable("startxref\n" + earlier(pdf) + "\n")
                        .bytes());
        all.put(
                "address in a comment behind the end" + by,
                pdf -> harmless(pdf, form)
                        .end("% startxref " + earlier(pdf) + " %%EOF\n")
                        .bytes());
    }

    /** The oldest section of the file. */
    private static String earlier(RawPdf pdf) {
        java.util.regex.Matcher match =
                java.util.regex.Pattern.compile("startxref\\s+(\\d+)").matcher(RawUpdate.text(pdf.file));
        match.find();
        return match.group(1);
    }

    private static void replaced(Map<String, Function<RawPdf, byte[]>> all, Form form, String by) {
        all.put(
                "content replaced" + by,
                pdf -> pdf.update(form).object(pdf.content, evil()).bytes());
        all.put("content of another number" + by, pdf -> {
            RawUpdate update = pdf.update(form);
            int fresh = update.fresh();
            return update.object(fresh, evil())
                    .object(pdf.page, pdf.with(pdf.page, "Contents", fresh + " 0 R"))
                    .bytes();
        });
        all.put(
                "page turned" + by,
                pdf -> pdf.update(form)
                        .object(pdf.page, pdf.with(pdf.page, "Rotate", "180"))
                        .bytes());
        all.put(
                "font replaced" + by,
                pdf -> pdf.update(form)
                        .object(pdf.font, "<</Type/Font/Subtype/Type1/BaseFont/Symbol>>")
                        .bytes());
        all.put(
                "signature taken out" + by,
                pdf -> pdf.update(form)
                        .object(pdf.field, pdf.with(pdf.field, "V", null))
                        .bytes());
        all.put(
                "field moved" + by,
                pdf -> pdf.update(form)
                        .object(pdf.field, pdf.with(pdf.field, "Rect", "[10 10 300 300]"))
                        .bytes());
        all.put(
                "form emptied" + by,
                pdf -> pdf.update(form)
                        .object(pdf.form, pdf.with(pdf.form, "Fields", "[]"))
                        .bytes());
        all.put(
                "script on opening" + by,
                pdf -> pdf.update(form)
                        .object(
                                pdf.root(),
                                pdf.with(pdf.root(), "OpenAction", "<</S/JavaScript/JS(app.alert\\(1\\))>>"))
                        .bytes());
    }

    private static void bytes(Map<String, Function<RawPdf, byte[]>> all, Form form, String by) {
        all.put(
                "words between objects" + by,
                pdf -> harmless(pdf, form).raw("nicht von hier\n").bytes());
        all.put(
                "words before the address" + by,
                pdf -> harmless(pdf, form).behindTable("nicht von hier\n").bytes());
        all.put(
                "an object behind the address" + by,
                pdf -> harmless(pdf, form)
                        .end(pdf.content + " 0 obj\n" + evil() + "\nendobj\n")
                        .bytes());
        all.put(
                "an entry twice" + by,
                pdf -> pdf.update(form)
                        .object(pdf.root(), pdf.text(pdf.root()).replaceFirst(">>$", "/Lang(fr)/Lang(it)>>"))
                        .bytes());
        all.put("no endobj" + by, pdf -> {
            RawUpdate update = pdf.update(form);
            return update.listed(pdf.root(), update.at())
                    .raw(pdf.root() + " 0 obj\n" + pdf.text(pdf.root()) + "\n")
                    .bytes();
        });
        all.put("a length that is wrong" + by, pdf -> {
            RawUpdate update = pdf.update(form);
            int fresh = update.fresh();
            update.object(fresh, "<</Length 2>>\nstream\nq Q q Q q Q\nendstream");
            return update.object(pdf.root(), pdf.with(pdf.root(), "PieceInfo", "<</X " + fresh + " 0 R>>"))
                    .bytes();
        });
    }

    private static void containers(Map<String, Function<RawPdf, byte[]>> all, Form form, String by) {
        all.put(
                "what holds other objects freed" + by,
                pdf -> pdf.update(form).free(container(pdf), 0).bytes());
        all.put("what holds other objects hidden in another version" + by, pdf -> {
            String head = pdf.font + " 0 ";
            return harmless(pdf, form)
                    .hidden(
                            container(pdf),
                            RawUpdate.streamBody(
                                    "/Type/ObjStm/N 1/First " + head.length(),
                                    head + "<</Type/Font/Subtype/Type1/BaseFont/Symbol>>"))
                    .bytes();
        });
        all.put("data behind a lone carriage return" + by, pdf -> {
            RawUpdate update = pdf.update(form);
            int fresh = update.fresh();
            update.object(fresh, "<</Length 3>>\nstream\rq Q\nendstream");
            return update.object(pdf.root(), pdf.with(pdf.root(), "PieceInfo", "<</X " + fresh + " 0 R>>"))
                    .bytes();
        });
    }

    /** An object stream of the signed revision; where there is none, the content. */
    private static int container(RawPdf pdf) {
        return pdf.objects.containers().stream().findFirst().orElse(pdf.content);
    }

    private static void onlyTables(Map<String, Function<RawPdf, byte[]>> all) {
        all.put(
                "entries of 19 bytes",
                pdf -> harmless(pdf, Form.TABLE)
                        .listed(pdf.page, pdf.offset(pdf.page))
                        .entriesEndWith("\n")
                        .bytes());
        all.put(
                "two tables",
                pdf -> harmless(pdf, Form.TABLE)
                        .behindTable("xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 4>>\n")
                        .bytes());
        all.put(
                "a trailer of its own",
                pdf -> harmless(pdf, Form.TABLE)
                        .behindTable("trailer\n<</Root " + pdf.page + " 0 R/Size 4>>\n")
                        .bytes());
        all.put("hybrid with two places for the content", pdf -> {
            RawUpdate update = pdf.update(Form.HYBRID);
            long at = update.at();
            return update.hidden(pdf.content, evil())
                    .listed(pdf.content, pdf.offset(pdf.content))
                    .hiddenEntry(pdf.content, at)
                    .bytes();
        });
        all.put("hybrid with the content in its stream", pdf -> {
            RawUpdate update = pdf.update(Form.HYBRID);
            long at = update.at();
            return update.hidden(pdf.content, evil())
                    .hiddenEntry(pdf.content, at)
                    .bytes();
        });
        all.put("no table at all", pdf -> {
            String text = RawUpdate.text(pdf.file);
            String object = pdf.content + " 0 obj\n" + evil() + "\nendobj\n";
            return (text + object + "startxref\n" + earlier(pdf) + "\n%%EOF\n")
                    .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        });
        all.put(
                "the first section again",
                pdf -> (RawUpdate.text(pdf.file) + "startxref\n" + earlier(pdf) + "\n%%EOF\n")
                        .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    private static void onlyStreams(Map<String, Function<RawPdf, byte[]>> all) {
        all.put(
                "page in an object stream, turned",
                pdf -> pdf.update(Form.STREAM)
                        .packed(pdf.page, pdf.with(pdf.page, "Rotate", "180"))
                        .bytes());
        all.put("page in an object stream that is not listed", pdf -> {
            String packed = pdf.page + " 0 " + pdf.with(pdf.page, "Rotate", "180");
            RawUpdate update = harmless(pdf, Form.STREAM);
            String head = pdf.page + " 0 ";
            return update.stream(
                            update.fresh(),
                            "/Type/ObjStm/N 1/First " + head.length(),
                            head + packed.substring(head.length()))
                    .bytes();
        });
        all.put("page listed in an object stream that holds another", pdf -> {
            RawUpdate update = harmless(pdf, Form.STREAM);
            int stream = update.fresh();
            String head = pdf.font + " 0 ";
            return update.stream(stream, "/Type/ObjStm/N 1/First " + head.length(), head + "<</Type/Font>>")
                    .entry(pdf.page, 2, stream, 0)
                    .bytes();
        });
        all.put(
                "entry of an unknown kind",
                pdf -> pdf.update(Form.STREAM)
                        .entry(pdf.content, 3, pdf.offset(pdf.content), 0)
                        .bytes());
    }

    /** Faults in the very update that brings a time stamp. */
    static Map<String, Function<RawPdf, byte[]>> besideAStamp(TSPSource stamps) {
        Map<String, Function<RawPdf, byte[]>> all = new LinkedHashMap<>();
        for (Form form : Form.values()) {
            String by = " (" + form.name().toLowerCase(java.util.Locale.ROOT) + ")";
            all.put("content freed" + by, pdf -> stamp(pdf, pdf.update(form).free(pdf.content, 0), stamps));
            all.put("content hidden" + by, pdf -> stamp(pdf, pdf.update(form).hidden(pdf.content, evil()), stamps));
            all.put("content elsewhere" + by, pdf -> {
                RawUpdate update = pdf.update(form);
                return stamp(pdf, update.listed(pdf.content, pdf.offset(pdf.page)), stamps);
            });
            all.put(
                    "no previous section" + by,
                    pdf -> stamp(pdf, pdf.update(form).trailer("Prev", null), stamps));
            all.put("catalog unlisted" + by, pdf -> {
                RawUpdate update = pdf.update(form);
                return stamp(pdf, update.hidden(update.fresh(), pdf.text(pdf.root())), stamps);
            });
        }
        return all;
    }

    private static byte[] stamp(RawPdf pdf, RawUpdate update, TSPSource stamps) {
        return RawStamp.on(pdf, update, stamps, "DocTimeStamp");
    }

    /** What can be done to the store of evidence of a sealed file. */
    static Map<String, Function<RawPdf, byte[]>> ofEvidence() {
        Map<String, Function<RawPdf, byte[]>> all = new LinkedHashMap<>();
        for (Form form : Form.values()) {
            String by = " (" + form.name().toLowerCase(java.util.Locale.ROOT) + ")";
            all.put(
                    "all evidence gone" + by,
                    pdf -> pdf.update(form)
                            .object(pdf.root(), pdf.with(pdf.root(), "DSS", null))
                            .bytes());
            all.put(
                    "evidence freed" + by,
                    pdf -> pdf.update(form)
                            .free(reference(pdf, pdf.root(), "DSS"), 0)
                            .bytes());
            for (String key : List.of("Certs", "OCSPs", "CRLs", "VRI")) {
                all.put(key + " gone" + by, pdf -> {
                    int store = reference(pdf, pdf.root(), "DSS");
                    return pdf.update(form)
                            .object(store, pdf.with(store, key, null))
                            .bytes();
                });
            }
        }
        all.put("one answer of several gone", pdf -> {
            int store = reference(pdf, pdf.root(), "DSS");
            RawUpdate update = pdf.update(Form.STREAM);
            String answers = pdf.entry(store, "OCSPs").replaceFirst("\\[\\s*\\d+ \\d+ R", "[");
            return update.object(store, pdf.with(store, "OCSPs", answers)).bytes();
        });
        return all;
    }

    private static int reference(RawPdf pdf, int number, String key) {
        RawObject.Dictionary dictionary = (RawObject.Dictionary) pdf.objects.value(number);
        return ((RawObject.Reference) dictionary.get(key)).number();
    }
}
