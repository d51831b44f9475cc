package federzug.verification.field;

import federzug.verification.file.ObjectPairs;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.pdmodel.font.encoding.WinAnsiEncoding;
import org.jspecify.annotations.Nullable;

/** Recognises a usual font for text that every viewer has itself, and in which each letter is drawn as that letter. */
final class PlainFont {
    private static final List<String> FAMILIES = List.of("helvetica", "arial", "times", "courier");
    private static final Set<COSName> KINDS = Set.of(COSName.TYPE1, COSName.TRUE_TYPE);
    private static final Set<COSName> PROGRAMS = Set.of(COSName.FONT_FILE, COSName.FONT_FILE2, COSName.FONT_FILE3);
    /** Of ASCII; encodings disagree about the two straight quotes. */
    private static final int FIRST = 32;

    private static final int LAST = 126;
    private static final Set<Integer> QUOTES = Set.of(39, 96);

    private PlainFont() {}

    static boolean is(COSDictionary font) {
        String name = String.valueOf(font.getNameAsString(COSName.BASE_FONT)).toLowerCase(Locale.ROOT);
        COSDictionary descriptor = font.getCOSDictionary(COSName.FONT_DESC);
        COSName kind = font.getCOSName(COSName.SUBTYPE);
        return kind != null
                && KINDS.contains(kind)
                && FAMILIES.stream().anyMatch(name::startsWith)
                && (descriptor == null || PROGRAMS.stream().noneMatch(descriptor::containsKey))
                && keepsLetters(ObjectPairs.resolve(font.getItem(COSName.ENCODING)));
    }

    private static boolean keepsLetters(@Nullable COSBase encoding) {
        COSArray differences = encoding instanceof COSDictionary own ? own.getCOSArray(COSName.DIFFERENCES) : null;
        int code = -1;
        for (int i = 0; differences != null && i < differences.size(); i++) {
            COSBase entry = ObjectPairs.resolve(differences.get(i));
            if (entry instanceof COSNumber next) {
                code = next.intValue();
            } else if (!(entry instanceof COSName letter) || !isItself(code++, letter.getName())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isItself(int code, String letter) {
        return code < FIRST
                || code > LAST
                || QUOTES.contains(code)
                || WinAnsiEncoding.INSTANCE.getName(code).equals(letter);
    }
}
