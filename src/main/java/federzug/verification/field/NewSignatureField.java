package federzug.verification.field;

import federzug.verification.file.FormTree;
import federzug.verification.file.ObjectPairs;
import federzug.verification.file.Permissions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;

/**
 * What a signature field that was added after a signature displays or has spoken. An empty one is a place on the page
 * and a name, nothing more; whatever else is seen or heard would be read as a part of the document.
 */
public final class NewSignatureField {
    private static final COSName SPOKEN_NAME = COSName.getPDFName("TU");
    private static final Set<COSName> OF_AN_EMPTY_FIELD = Set.of(
            COSName.TYPE,
            COSName.SUBTYPE,
            COSName.FT,
            COSName.FF,
            COSName.T,
            SPOKEN_NAME,
            COSName.getPDFName("TM"),
            COSName.F,
            COSName.RECT,
            COSName.P,
            COSName.KIDS,
            COSName.PARENT,
            COSName.STRUCT_PARENT,
            COSName.AP,
            COSName.AS,
            COSName.MK,
            COSName.H,
            COSName.M,
            COSName.NM,
            COSName.DA,
            COSName.DR,
            COSName.Q,
            COSName.BS,
            COSName.BORDER,
            COSName.LANG,
            COSName.getPDFName("Lock"),
            COSName.getPDFName("SV"));
    private static final Set<COSName> BRINGING = Set.of(COSName.OC, COSName.AF, COSName.getPDFName("PieceInfo"));
    /** "Unterschrift", "Signature 2", "Unterschriftsfeld für Lutz Rodig". */
    private static final Pattern LABEL =
            Pattern.compile("(hier |bitte )*((digitale|elektronische|qualifizierte|digital|electronic) )*"
                    + "(unterschrift|unterschriftsfeld|unterschriftenfeld|signatur|signaturfeld|unterschreiben|signieren|signature|signature"
                    + " field|sign here|sig|sign)[ _-]?\\d{0,3}( (für|von|of|for)( [\\p{L}.-]{2,20}){1,4})?");

    private final COSDictionary field;
    private final COSDictionary form;

    /** Both from a parse of their own. */
    public NewSignatureField(COSDictionary field, COSDictionary form) {
        this.field = field;
        this.form = form;
    }

    /** What an empty field shows or speaks besides its name, in words; empty if nothing. */
    public List<String> content() {
        List<String> content = new ArrayList<>();
        for (COSDictionary widget : FormTree.widgets(field)) {
            displayed(widget, content);
            COSDictionary style = widget.getCOSDictionary(COSName.MK);
            if (style != null) {
                style(style, content);
            }
            for (COSName key : widget.keySet()) {
                if (!OF_AN_EMPTY_FIELD.contains(key)) {
                    String text = widget.getString(key);
                    content.add(text == null ? "/" + key.getName() : text);
                }
            }
        }
        return content;
    }

    /** What a screen reader says of the field, if that is more than a name; else null. */
    public @Nullable String spoken() {
        for (COSDictionary widget : FormTree.widgets(field)) {
            for (COSName key : List.of(SPOKEN_NAME, COSName.CONTENTS)) {
                String text = widget.getString(key);
                if (text != null && !isName(text, widget)) {
                    return text;
                }
            }
        }
        return null;
    }

    /** Whether a file comes along with it, or a layer decides whether it is displayed. */
    public boolean bringsMore() {
        return FormTree.widgets(field).stream()
                .anyMatch(widget -> BRINGING.stream().anyMatch(widget::containsKey));
    }

    private void displayed(COSDictionary widget, List<String> content) {
        COSDictionary appearances = widget.getCOSDictionary(COSName.AP);
        if (appearances == null || !Annotations.isVisible(widget)) {
            return;
        }
        for (COSBase one : appearances.getValues()) {
            COSBase entry = ObjectPairs.resolve(one);
            if (entry instanceof COSStream stream) {
                displayed(stream, widget, content);
            } else if (entry instanceof COSDictionary states) {
                for (COSBase state : states.getValues()) {
                    if (ObjectPairs.resolve(state) instanceof COSStream stream) {
                        displayed(stream, widget, content);
                    }
                }
            }
        }
    }

    private void displayed(COSStream appearance, COSDictionary widget, List<String> content) {
        try {
            // Some programs draw an appearance whose box has no size as if it had none.
            COSArray box = appearance.getCOSArray(COSName.BBOX);
            if (box == null || box.size() != 4 || !Annotations.hasSize(box)) {
                PDRectangle place = new PDRectangle(widget.getCOSArray(COSName.RECT));
                appearance.setItem(COSName.BBOX, new PDRectangle(place.getWidth(), place.getHeight()).getCOSArray());
            }
            AppearanceContent drawn = new AppearanceReader(form).read(appearance, widget);
            if (!drawn.isBlank() || drawn.hasText()) {
                content.add(drawn.text().isEmpty() ? drawn.written() : drawn.text());
            }
        } catch (IOException e) {
            content.add("?");
        }
    }

    /** A caption, a colour or a picture; a rotation and empty lists show nothing (ISO 32000-1, table 189). */
    private static void style(COSDictionary style, List<String> content) {
        for (COSName key : style.keySet()) {
            COSBase value = ObjectPairs.resolve(style.getItem(key));
            boolean nothing = key.equals(COSName.R)
                    || value == null
                    || value instanceof COSArray list && list.size() == 0
                    || value instanceof COSString text && text.getString().isBlank();
            if (!nothing) {
                content.add(value instanceof COSString text ? text.getString() : "/" + key.getName());
            }
        }
    }

    /** Whether a text that is spoken for this widget is the name of the field, or says that it is a place to sign. */
    public static boolean isName(String text, COSDictionary widget) {
        String plain = FieldAppearance.normal(text).toLowerCase(Locale.ROOT);
        COSBase name = Permissions.inherited(widget, COSName.T);
        boolean own = name instanceof COSString known
                && FieldAppearance.normal(known.getString())
                        .toLowerCase(Locale.ROOT)
                        .equals(plain);
        String words = text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        return own || plain.isEmpty() || LABEL.matcher(words).matches();
    }
}
