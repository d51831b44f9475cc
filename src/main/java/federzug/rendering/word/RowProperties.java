package federzug.rendering.word;

import federzug.rendering.docx.Enclosures;
import jakarta.xml.bind.JAXBElement;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.docx4j.XmlUtils;
import org.docx4j.wml.BooleanDefaultTrue;
import org.docx4j.wml.CTTblStylePr;
import org.docx4j.wml.CTTrPrBase;
import org.docx4j.wml.Tc;
import org.docx4j.wml.Tr;
import org.docx4j.wml.TrPr;
import org.jspecify.annotations.Nullable;

/** Finds the properties of a table row (ISO/IEC 29500-1, 17.4.81), which the Word library keeps in one list. */
final class RowProperties {
    private RowProperties() {}

    static <T> @Nullable T value(Tr row, String name, Class<T> type) {
        return value(row.getTrPr(), name, type);
    }

    private static <T> @Nullable T value(@Nullable TrPr from, String name, Class<T> type) {
        if (from != null) {
            for (JAXBElement<?> element : from.getCnfStyleOrDivIdOrGridBefore()) {
                if (element.getName().getLocalPart().equals(name) && type.isInstance(element.getValue())) {
                    return type.cast(element.getValue());
                }
            }
        }
        return null;
    }

    static boolean flag(Tr row, String name) {
        return StyleBook.on(value(row, name, BooleanDefaultTrue.class), false);
    }

    /** Whether a part of a table's style hides the rows it holds for. */
    static boolean hides(CTTblStylePr condition) {
        return StyleBook.on(value(condition.getTrPr(), "hidden", BooleanDefaultTrue.class), false);
    }

    /** The row's cells, those in content controls too. */
    static List<Tc> cells(Tr row) {
        List<Tc> found = new ArrayList<>();
        for (Object wrapped : Enclosures.opened(row.getContent())) {
            if (XmlUtils.unwrap(wrapped) instanceof Tc cell) {
                found.add(cell);
            }
        }
        return found;
    }

    static int skipped(Tr row, String name) {
        CTTrPrBase.GridBefore before = value(row, name, CTTrPrBase.GridBefore.class);
        BigInteger columns = before == null ? null : before.getVal();
        return StyleBook.number(columns, 0);
    }
}
