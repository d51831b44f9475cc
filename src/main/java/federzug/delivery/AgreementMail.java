package federzug.delivery;

import federzug.agreement.Agreement;
import federzug.delivery.smtp.HeaderText;
import federzug.document.Content;
import federzug.document.MailText;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * To one signatory: the signed agreements of a matter that concern the person, each with its check report.
 *
 * @param agreements keys of the agreements, in the order of the matter
 * @param attachments for each agreement the signed and sealed document, then its check report as PDF
 */
public record AgreementMail(
        String matter, List<String> agreements, Recipient to, String subject, MailText text, List<Content> attachments)
        implements Message {
    /** Between the keys of agreements, which have only small letters, digits and hyphens. */
    private static final String AND = "+";

    public AgreementMail {
        agreements = List.copyOf(agreements);
        attachments = List.copyOf(attachments);
        HeaderText.check(subject);
        attachments.forEach(HeaderText::checkPdf);
    }

    /** What the check has found of the time stamps. */
    public enum Times {
        QUALIFIED,
        NOT_QUALIFIED,
        /** It says nothing of their kind. */
        UNKNOWN
    }

    /**
     * An agreement that everybody has signed.
     *
     * @param signedOn the day of the last signature
     * @param qualified whether the check has found every signature to be qualified
     * @param signed the sealed agreement
     * @param report the check report, PDF
     */
    public record Concluded(
            Agreement agreement, LocalDate signedOn, boolean qualified, Times times, Content signed, Content report) {}

    @Override
    public Kind kind() {
        return Kind.AGREEMENT;
    }

    /** For a single agreement the same as before several went together: what was sent then is not sent again. */
    @Override
    public String about() {
        return about(agreements);
    }

    @Override
    public boolean signed() {
        return true;
    }

    static String about(List<String> agreements) {
        return String.join(AND, agreements);
    }

    /**
     * The agreements of each mail to these recipients that the ledger knows.
     *
     * @param businessKeys without the mark of a rehearsal
     */
    static Map<Recipient, List<List<String>>> agreementsIn(List<String> businessKeys, List<Recipient> to) {
        Map<Recipient, List<List<String>>> mails = new LinkedHashMap<>();
        for (Recipient one : to) {
            mails.put(
                    one,
                    businessKeys.stream()
                            .flatMap(key -> agreementsIn(key, one).stream())
                            .toList());
        }
        return mails;
    }

    /**
     * The agreements of a mail to this recipient that the ledger knows under that key.
     *
     * @param businessKey without the mark of a rehearsal
     * @return empty if the key is that of another mail
     */
    private static Optional<List<String>> agreementsIn(String businessKey, Recipient to) {
        List<String> parts = new ArrayList<>();
        for (String ending : List.of("/" + to.identity(), "/" + to.key() + "/" + to.asciiAddress())) {
            String beginning = "agreement/";
            if (parts.isEmpty() && businessKey.startsWith(beginning) && businessKey.endsWith(ending)) {
                String about = businessKey.substring(
                        beginning.length(), Math.max(beginning.length(), businessKey.length() - ending.length()));
                parts.addAll(about.isEmpty() || about.contains("/") ? List.of() : Arrays.asList(about.split("\\+")));
            }
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(parts));
    }
}
