package federzug.verification.change;

import federzug.verification.field.FieldValue;
import federzug.verification.file.FormTree;
import federzug.verification.file.ObjectPairs;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;

/**
 * Compares the second description of a form, in XML (ISO 32000-1, 12.7.8): some viewers display that one. Whoever fills in
 * a field writes the same into its data; everything else of it stays.
 */
final class FormDescription {
    static final COSName KEY = COSName.getPDFName("XFA");

    private static final String DATA = "datasets";

    private final FormTree before;
    private final FormTree after;
    private final ObjectPairs pairs;

    FormDescription(FormTree before, FormTree after, ObjectPairs pairs) {
        this.before = before;
        this.after = after;
        this.pairs = pairs;
    }

    enum Outcome {
        /** Its data changed as its fields did. */
        FOLLOWS,
        /** They hold what was filled in, at places whose field is not known. */
        UNCLEAR,
        OTHER
    }

    Outcome compare() {
        COSArray then = before.form().getCOSArray(KEY);
        COSArray now = after.form().getCOSArray(KEY);
        if (then == null || now == null || then.size() != now.size() || then.size() % 2 != 0) {
            return Outcome.OTHER;
        }
        Outcome outcome = Outcome.FOLLOWS;
        for (int i = 0; i < then.size(); i += 2) {
            if (!pairs.same(then.get(i), now.get(i))) {
                return Outcome.OTHER;
            }
            if (!pairs.same(then.get(i + 1), now.get(i + 1))) {
                boolean data =
                        ObjectPairs.resolve(then.get(i)) instanceof COSString name && DATA.equals(name.getString());
                Outcome part = data ? data(then.get(i + 1), now.get(i + 1)) : Outcome.OTHER;
                outcome = part.compareTo(outcome) > 0 ? part : outcome;
            }
        }
        return outcome;
    }

    private Outcome data(COSBase then, COSBase now) {
        if (!(ObjectPairs.resolve(then) instanceof COSStream one)
                || !(ObjectPairs.resolve(now) instanceof COSStream other)) {
            return Outcome.OTHER;
        }
        try {
            Map<String, String> old = FormData.texts(one);
            Map<String, String> present = FormData.texts(other);
            Set<String> places = new HashSet<>(old.keySet());
            places.addAll(present.keySet());
            Map<String, String> fields = fieldsBy(places);
            Outcome outcome = Outcome.FOLLOWS;
            for (String place : places) {
                String was = old.getOrDefault(place, "");
                String is = present.getOrDefault(place, "");
                if (!was.equals(is) && !hasValues(fields.get(place), was, is)) {
                    boolean entered = after.fields().keySet().stream().anyMatch(field -> hasValues(field, was, is));
                    if (fields.containsKey(place) || !entered) {
                        return Outcome.OTHER;
                    }
                    outcome = Outcome.UNCLEAR;
                }
            }
            return outcome;
        } catch (IOException e) {
            return Outcome.OTHER;
        }
    }

    private boolean hasValues(@Nullable String field, String was, String is) {
        COSDictionary then = field == null ? null : before.fields().get(field);
        COSDictionary now = field == null ? null : after.fields().get(field);
        return then != null
                && now != null
                && FieldValue.of(then).words().equals(was)
                && FieldValue.of(now).words().equals(is);
    }

    /** Full names of fields by the places of their data: the same steps, or the only place of that name. */
    private Map<String, String> fieldsBy(Set<String> places) {
        Map<String, String> fields = new TreeMap<>();
        for (String field : after.fields().keySet()) {
            String place = FormData.placeOf(field);
            if (places.contains(place)) {
                fields.put(place, field);
            } else if (!place.contains(".")) {
                places.stream()
                        .filter(other -> other.endsWith("." + place))
                        .reduce((one, other) -> "")
                        .filter(only -> !only.isEmpty())
                        .ifPresent(only -> fields.put(only, field));
            }
        }
        return fields;
    }
}
