package federzug.drafting;

import federzug.notice.Place;
import java.util.List;

/**
 * A field that a template uses.
 *
 * @param name path in the data; {@code unterzeichnende.amt} for {@code ${person.amt}} in a loop over the signatories
 * @param meaning German, from {@code felder.yaml}; empty if not listed there
 * @param required whether the template cannot be filled without a value
 * @param places where it is used, in document order
 */
public record FieldUse(String name, String meaning, String sample, boolean required, List<Place> places) {
    public FieldUse {
        places = List.copyOf(places);
    }
}
