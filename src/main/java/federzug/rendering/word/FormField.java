package federzug.rendering.word;

import java.util.List;
import java.util.Optional;
import org.docx4j.XmlUtils;
import org.docx4j.wml.CTFFCheckBox;
import org.docx4j.wml.CTFFDDList;
import org.docx4j.wml.CTFFData;
import org.docx4j.wml.CTFFTextInput;

/** The value of a legacy form field (ISO/IEC 29500-1, 17.16.17): chosen entry, ticked box, default text. */
final class FormField {
    private static final String TICKED = "\u2612";
    private static final String OPEN = "\u2610";

    private FormField() {}

    /** @return empty where the value stands in the field's result */
    static Optional<String> value(CTFFData data) {
        return data.getNameOrEnabledOrCalcOnExit().stream()
                .map(XmlUtils::unwrap)
                .map(FormField::valueOf)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> valueOf(Object property) {
        if (property instanceof CTFFDDList list) {
            return Optional.of(chosen(list));
        } else if (property instanceof CTFFCheckBox box) {
            boolean ticked = StyleBook.on(box.getChecked(), StyleBook.on(box.getDefault(), false));
            return Optional.of(ticked ? TICKED : OPEN);
        } else if (property instanceof CTFFTextInput text && text.getDefault() != null) {
            return Optional.ofNullable(text.getDefault().getVal());
        }
        return Optional.empty();
    }

    /** The chosen entry; without a choice the default, else the first. */
    private static String chosen(CTFFDDList list) {
        List<CTFFDDList.ListEntry> entries = list.getListEntry();
        int at = list.getResult() != null
                ? StyleBook.number(list.getResult().getVal(), 0)
                : list.getDefault() != null ? StyleBook.number(list.getDefault().getVal(), 0) : 0;
        String chosen = entries.isEmpty()
                ? ""
                : entries.get(at >= 0 && at < entries.size() ? at : 0).getVal();
        return chosen == null ? "" : chosen;
    }
}
