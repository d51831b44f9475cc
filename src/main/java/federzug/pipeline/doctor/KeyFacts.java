package federzug.pipeline.doctor;

import federzug.notice.Notice;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one means of signing without a PIN.
 *
 * @param kind {@code pkcs12}, {@code pkcs11}, {@code csc} or {@code rueckgabe}; empty if unknown
 * @param holder name in the certificate, empty if unknown without a PIN
 * @param until last day of the certificate, null if unknown
 * @param chain names of the authorities above it, the nearest first
 * @param example whether it is for rehearsals, and worthless in law
 * @param notices what is wrong or soon will be
 */
public record KeyFacts(
        String name,
        String kind,
        String holder,
        @Nullable LocalDate until,
        List<String> chain,
        boolean example,
        List<Notice> notices) {
    public KeyFacts {
        chain = List.copyOf(chain);
        notices = List.copyOf(notices);
    }
}
