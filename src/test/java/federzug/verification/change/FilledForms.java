package federzug.verification.change;

import federzug.verification.Attacks;
import federzug.verification.file.FormTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/** A form with a field of every kind, and ways to fill it in, rightly and wrongly. */
public final class FilledForms {
    private static final float WIDTH = 250;
    static final float HEIGHT = 20;

    private FilledForms() {}

    /** Text, number with a format, lines, comb, choice, list, tick, radio buttons, push button, a turned field. */
    public static byte[] form() {
        try (PDDocument pdf = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDType1Font font = new PDType1Font(FontName.HELVETICA);
            PDPage page = new PDPage(PDRectangle.A4);
            pdf.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                content.beginText();
                content.setFont(font, 12);
                content.newLineAtOffset(70, 780);
                content.showText("Die Stadt bewilligt einen Betrag.");
                content.endText();
            }
            COSArray fields = new COSArray();
            COSArray annotations = new COSArray();
            field(fields, annotations, page, "Name", COSName.TX, 0, 740, HEIGHT);
            COSDictionary number = field(fields, annotations, page, "Betrag", COSName.TX, 0, 710, HEIGHT);
            number.setItem(COSName.AA, format("AFNumber_Format(2, 2, 0, 0, \" \\u20ac\", false);"));
            field(fields, annotations, page, "Text", COSName.TX, 1 << 12, 640, 60);
            field(fields, annotations, page, "Zeichen", COSName.TX, 1 << 24, 610, HEIGHT)
                    .setInt("MaxLen", 10);
            field(fields, annotations, page, "Reich", COSName.TX, 1 << 25, 580, HEIGHT);
            choice(field(fields, annotations, page, "Wahl", COSName.CH, 1 << 17, 550, HEIGHT));
            choice(field(fields, annotations, page, "Liste", COSName.CH, 0, 480, 60));
            tick(pdf, square(field(fields, annotations, page, "Haken", COSName.BTN, 0, 450, 15)), "Ja");
            radio(pdf, fields, annotations, page);
            COSDictionary push = field(fields, annotations, page, "Knopf", COSName.BTN, 1 << 16, 390, HEIGHT);
            push.setItem(COSName.AP, single(look(pdf, WIDTH, HEIGHT, "0.8 g 0 0 250 20 re f", null)));
            COSDictionary turned = field(fields, annotations, page, "Gedreht", COSName.TX, 0, 250, 120);
            turned.setItem(COSName.RECT, new PDRectangle(500, 250, HEIGHT, 120).getCOSArray());
            COSDictionary style = new COSDictionary();
            style.setInt(COSName.R, 90);
            turned.setItem(COSName.MK, style);
            page.getCOSObject().setItem(COSName.ANNOTS, annotations);
            COSDictionary form = new COSDictionary();
            PDResources resources = new PDResources();
            resources.put(COSName.HELV, font);
            form.setItem(COSName.DR, resources);
            form.setString(COSName.DA, "/Helv 11 Tf 0 g");
            form.setItem(COSName.FIELDS, fields);
            pdf.getDocumentCatalog().getCOSObject().setItem(COSName.ACRO_FORM, form);
            pdf.getDocumentInformation().setTitle("Antrag");
            pdf.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static COSDictionary field(
            COSArray fields,
            COSArray annotations,
            PDPage page,
            String name,
            COSName type,
            int flags,
            float y,
            float height) {
        COSDictionary field = widget(page, new PDRectangle(70, y, WIDTH, height));
        field.setItem(COSName.FT, type);
        field.setItem(COSName.T, new COSString(name));
        field.setInt(COSName.FF, flags);
        field.setString(COSName.DA, "/Helv 11 Tf 0 g");
        fields.add(field);
        annotations.add(field);
        return field;
    }

    private static COSDictionary widget(PDPage page, PDRectangle box) {
        COSDictionary widget = new COSDictionary();
        widget.setItem(COSName.TYPE, COSName.ANNOT);
        widget.setItem(COSName.SUBTYPE, COSName.WIDGET);
        widget.setItem(COSName.RECT, box.getCOSArray());
        widget.setInt(COSName.F, 4);
        widget.setItem(COSName.P, page);
        return widget;
    }

    private static COSDictionary square(COSDictionary field) {
        field.setItem(COSName.RECT, new PDRectangle(70, 450, 15, 15).getCOSArray());
        return field;
    }

    private static COSDictionary format(String script) {
        COSDictionary action = new COSDictionary();
        action.setItem(COSName.S, COSName.JAVA_SCRIPT);
        action.setItem(COSName.JS, new COSString(script));
        COSDictionary actions = new COSDictionary();
        actions.setItem(COSName.F, action);
        return actions;
    }

    private static void choice(COSDictionary field) {
        COSArray options = new COSArray();
        for (String option : List.of("eins", "zwei", "drei")) {
            COSArray pair = new COSArray();
            pair.add(new COSString(option.substring(0, 1)));
            pair.add(new COSString(option));
            options.add(pair);
        }
        field.setItem(COSName.getPDFName("Opt"), options);
    }

    private static void tick(PDDocument pdf, COSDictionary widget, String on) throws IOException {
        COSDictionary states = new COSDictionary();
        states.setItem(on, look(pdf, 15, 15, "0.5 0.5 14 14 re S 4 4 m 11 11 l S 4 11 m 11 4 l S", null));
        states.setItem(COSName.Off, look(pdf, 15, 15, "0.5 0.5 14 14 re S", null));
        COSDictionary appearances = new COSDictionary();
        appearances.setItem(COSName.N, states);
        widget.setItem(COSName.AP, appearances);
        widget.setItem(COSName.AS, COSName.Off);
    }

    private static void radio(PDDocument pdf, COSArray fields, COSArray annotations, PDPage page) throws IOException {
        COSDictionary group = new COSDictionary();
        group.setItem(COSName.FT, COSName.BTN);
        group.setInt(COSName.FF, 1 << 15);
        group.setItem(COSName.T, new COSString("Art"));
        group.setItem(COSName.V, COSName.Off);
        COSArray kids = new COSArray();
        for (int i = 0; i < 2; i++) {
            COSDictionary kid = widget(page, new PDRectangle(70 + 40f * i, 420, 15, 15));
            kid.setItem(COSName.PARENT, group);
            tick(pdf, kid, i == 0 ? "a" : "b");
            kids.add(kid);
            annotations.add(kid);
        }
        group.setItem(COSName.KIDS, kids);
        fields.add(group);
    }

    /** An appearance, with Helvetica as /Helv or the given font. */
    static COSStream look(PDDocument pdf, float width, float height, String content, PDFont font) throws IOException {
        COSStream look = pdf.getDocument().createCOSStream();
        look.setItem(COSName.TYPE, COSName.XOBJECT);
        look.setItem(COSName.SUBTYPE, COSName.FORM);
        look.setItem(COSName.BBOX, new PDRectangle(width, height).getCOSArray());
        PDResources resources = new PDResources();
        resources.put(COSName.HELV, font == null ? new PDType1Font(FontName.HELVETICA) : font);
        look.setItem(COSName.RESOURCES, resources);
        try (var out = look.createOutputStream()) {
            out.write(content.getBytes(StandardCharsets.ISO_8859_1));
        }
        return look;
    }

    private static COSDictionary single(COSStream look) {
        COSDictionary appearances = new COSDictionary();
        appearances.setItem(COSName.N, look);
        return appearances;
    }

    /** One line of text as a form filler draws it. */
    public static String line(String text) {
        return "/Tx BMC q BT 0 g /Helv 11 Tf 2 5 Td (" + text + ") Tj ET Q EMC";
    }

    /** Enters a value and gives the field a look. */
    public static Attacks.Change entered(String name, String value, String look) {
        return entered(name, new COSString(value), look, field -> {});
    }

    public static Attacks.Change entered(String name, COSBase value, String look, Consumer<COSDictionary> more) {
        return pdf -> {
            COSDictionary field = FormTree.of(pdf).fields().get(name);
            field.setItem(COSName.V, value);
            PDRectangle box = new PDRectangle(field.getCOSArray(COSName.RECT));
            COSStream stream = look(pdf, box.getWidth(), box.getHeight(), look, null);
            field.setItem(COSName.AP, single(stream));
            more.accept(field);
            return List.of(field, stream);
        };
    }

    /** Enters a value with a look in a font that is put into the file. */
    static Attacks.Change enteredInEmbeddedFont(String name, String value, String drawn, String claimed) {
        return pdf -> {
            COSDictionary field = FormTree.of(pdf).fields().get(name);
            field.setItem(COSName.V, new COSString(value));
            PDType0Font font;
            try (InputStream in =
                    PDFont.class.getResourceAsStream("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf")) {
                font = PDType0Font.load(pdf, in, false);
            }
            StringBuilder codes = new StringBuilder();
            for (byte one : font.encode(drawn)) {
                codes.append(String.format("%02x", one & 0xFF));
            }
            COSStream stream =
                    look(pdf, WIDTH, HEIGHT, "/Tx BMC BT 0 g /Helv 11 Tf 2 5 Td <" + codes + "> Tj ET EMC", font);
            font.getCOSObject().setItem(COSName.TO_UNICODE, toUnicode(pdf, codes.toString(), claimed));
            field.setItem(COSName.AP, single(stream));
            List<COSBase> changed = new ArrayList<>(List.of(field, stream, font.getCOSObject()));
            return changed;
        };
    }

    private static COSStream toUnicode(PDDocument pdf, String codes, String claimed) throws IOException {
        StringBuilder map = new StringBuilder("/CIDInit /ProcSet findresource begin 12 dict begin begincmap "
                + "/CMapName /X def /CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange\n");
        map.append(claimed.length()).append(" beginbfchar\n");
        for (int i = 0; i < claimed.length(); i++) {
            map.append('<')
                    .append(codes, 4 * i, 4 * i + 4)
                    .append("> <")
                    .append(String.format("%04x", (int) claimed.charAt(i)));
            map.append(">\n");
        }
        map.append("endbfchar endcmap end end");
        COSStream stream = pdf.getDocument().createCOSStream();
        try (var out = stream.createOutputStream()) {
            out.write(map.toString().getBytes(StandardCharsets.US_ASCII));
        }
        return stream;
    }

    /** Switches a tick or a radio button on. */
    static Attacks.Change switched(String name, String value, String... states) {
        return pdf -> {
            COSDictionary field = FormTree.of(pdf).fields().get(name);
            field.setItem(COSName.V, COSName.getPDFName(value));
            List<COSBase> changed = new ArrayList<>(List.of(field));
            List<COSDictionary> widgets = FormTree.widgets(field).stream()
                    .filter(widget -> widget.containsKey(COSName.RECT))
                    .toList();
            for (int i = 0; i < states.length; i++) {
                widgets.get(i).setItem(COSName.AS, COSName.getPDFName(states[i]));
                changed.add(widgets.get(i));
            }
            return changed;
        };
    }

    /** Switches a tick on and gives its states other looks. */
    static Attacks.Change tickedWithLooks(String on, String off) {
        return pdf -> {
            COSDictionary field = FormTree.of(pdf).fields().get("Haken");
            COSDictionary states = new COSDictionary();
            COSStream shown = look(pdf, 15, 15, on, null);
            COSStream hidden = look(pdf, 15, 15, off, null);
            states.setItem("Ja", shown);
            states.setItem(COSName.Off, hidden);
            COSDictionary appearances = new COSDictionary();
            appearances.setItem(COSName.N, states);
            field.setItem(COSName.AP, appearances);
            field.setItem(COSName.V, COSName.getPDFName("Ja"));
            field.setItem(COSName.AS, COSName.getPDFName("Ja"));
            return List.of(field, shown, hidden);
        };
    }

    /** The three options of the list, the one at this place on a blue ground. */
    static String list(int marked, String first, String second, String third) {
        float y = 60 - 14f * (marked + 1);
        return "/Tx BMC q 0.6 0.75 0.85 rg 1 " + y + " 248 14 re f Q q BT 0 g /Helv 11 Tf 2 50 Td (" + first
                + ") Tj 0 -14 Td (" + second + ") Tj 0 -14 Td (" + third + ") Tj ET Q EMC";
    }

    /** Adds an empty signature field, with a structure element if the document has a tree. */
    public static Attacks.Change signatureField(Consumer<COSDictionary> more) {
        return pdf -> {
            PDPage page = pdf.getPage(0);
            COSDictionary field = widget(page, new PDRectangle(350, 300, 150, 50));
            field.setItem(COSName.FT, COSName.SIG);
            field.setItem(COSName.T, new COSString("Weitere"));
            more.accept(field);
            COSDictionary form = pdf.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.ACRO_FORM);
            form.getCOSArray(COSName.FIELDS).add(field);
            page.getCOSObject().getCOSArray(COSName.ANNOTS).add(field);
            return List.of(
                    form,
                    page.getCOSObject(),
                    field,
                    form.getCOSArray(COSName.FIELDS),
                    page.getCOSObject().getCOSArray(COSName.ANNOTS));
        };
    }

    /** For {@link #signatureField}: an appearance under /N, /D or /R. */
    static Consumer<COSDictionary> showing(COSName kind, String content) {
        return field -> {
            try (PDDocument scratch = new PDDocument()) {
                COSDictionary appearances = new COSDictionary();
                COSStream look = new COSStream();
                look.setItem(COSName.SUBTYPE, COSName.FORM);
                look.setItem(COSName.BBOX, new PDRectangle(150, 50).getCOSArray());
                PDResources resources = new PDResources();
                resources.put(COSName.HELV, new PDType1Font(FontName.HELVETICA));
                look.setItem(COSName.RESOURCES, resources);
                try (var out = look.createOutputStream()) {
                    out.write(content.getBytes(StandardCharsets.ISO_8859_1));
                }
                appearances.setItem(kind, look);
                field.setItem(COSName.AP, appearances);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    static COSArray numbers(int... numbers) {
        COSArray array = new COSArray();
        for (int number : numbers) {
            array.add(COSInteger.get(number));
        }
        return array;
    }
}
