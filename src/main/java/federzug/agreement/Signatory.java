package federzug.agreement;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A person's part in one agreement.
 *
 * @param step {@code schritt}, from 1; persons in the same step sign in any order, one at a time
 * @param device {@code geraet}: name of a configured signing device, or {@code rueckgabe}
 * @param fallback {@code ersatzweg}: device used when the first one fails, or empty
 * @param deadline {@code frist}, wall-clock time in the configured zone
 * @param ownField {@code neues_feld: erlaubt}: a returned copy may bring the signature in a field that the person's
 *     program has added
 */
public record Signatory(
        Person person,
        int step,
        String device,
        String fallback,
        @Nullable LocalDateTime deadline,
        boolean ownField) {
    public Signatory(Person person, int step, String device, String fallback, @Nullable LocalDateTime deadline) {
        this(person, step, device, fallback, deadline, false);
    }

    public Signatory {
        if (step < 1) {
            throw new IllegalArgumentException("steps count from 1: " + step);
        }
    }
}
