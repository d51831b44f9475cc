package federzug.rendering.word;

import jakarta.xml.bind.JAXBElement;
import java.math.BigInteger;
import org.docx4j.wml.BooleanDefaultTrue;
import org.docx4j.wml.CTTrPrBase;
import org.docx4j.wml.Tr;
import org.jspecify.annotations.Nullable;

/** Finds the properties of a table row (ISO/IEC 29500-1, 17.4.81), which the Word library keeps in one list. */
final class RowProperties {
    private RowProperties() {}

    static <T> @Nullable T value(Tr row, String name, Class<T> type) {
        if (row.getTrPr() != null) {
            for (JAXBElement<?> element : row.getTrPr().getCnfStyleOrDivIdOrGridBefore()) {
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

    static int skipped(Tr row, String name) {
        CTTrPrBase.GridBefore before = value(row, name, CTTrPrBase.GridBefore.class);
        BigInteger columns = before == null ? null : before.getVal();
        return StyleBook.number(columns, 0);
    }
}
