package federzug.delivery;

import federzug.delivery.smtp.HeaderText;
import federzug.document.Content;
import federzug.document.MailText;
import java.util.List;

/**
 * To one signatory: the signed agreement and the check report.
 *
 * @param agreement key of the agreement
 * @param agreementPdf the signed and sealed agreement
 * @param report the check report as PDF
 */
public record AgreementMail(
        String matter,
        String agreement,
        Recipient to,
        String subject,
        MailText text,
        Content agreementPdf,
        Content report)
        implements Message {
    public AgreementMail {
        HeaderText.check(subject);
        HeaderText.checkPdf(agreementPdf);
        HeaderText.checkPdf(report);
    }

    @Override
    public Kind kind() {
        return Kind.AGREEMENT;
    }

    @Override
    public String about() {
        return agreement;
    }

    @Override
    public List<Content> attachments() {
        return List.of(agreementPdf, report);
    }

    @Override
    public boolean signed() {
        return true;
    }
}
