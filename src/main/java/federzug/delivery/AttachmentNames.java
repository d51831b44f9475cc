package federzug.delivery;

import federzug.agreement.Agreement;
import federzug.agreement.Matter;
import federzug.agreement.Municipality;
import federzug.agreement.PathName;
import federzug.delivery.AgreementMail.Concluded;
import federzug.document.Content;
import federzug.notice.Texts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names attachments by date, kind and place: {@code 2021-12-01_Kooperationsvereinbarung_Crimmitschau.pdf}. Only ASCII,
 * so that every mail program shows them alike.
 */
final class AttachmentNames {
    private final Texts texts;

    AttachmentNames(Texts texts) {
        this.texts = texts;
    }

    /** Two agreements with the same municipalities would have attachments of the same name. */
    List<Concluded> named(Matter matter, List<Concluded> concluded) {
        List<Concluded> named = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Concluded one : concluded) {
            named.add(new Concluded(
                    one.agreement(),
                    one.signedOn(),
                    one.qualified(),
                    one.times(),
                    single(of(matter, one.agreement(), "agreement", one.signed()), taken),
                    single(of(matter, one.agreement(), "report", one.report()), taken)));
        }
        return named;
    }

    private static Content single(Content content, Set<String> taken) {
        String name = content.name();
        for (int number = 2; !taken.add(name); number++) {
            name = content.name().replaceFirst("\\.pdf$", "_" + number + ".pdf");
        }
        return new Content(content.digest(), name, content.size());
    }

    /** @param kind the last part of {@code delivery.attachment.*} */
    Content of(Matter matter, Agreement agreement, String kind, Content content) {
        return named(matter, agreement.municipalities(), kind, content);
    }

    Content ofRelease(Matter matter, Content content) {
        return named(matter, matter.municipalities(), "release", content);
    }

    private Content named(Matter matter, List<Municipality> municipalities, String kind, Content content) {
        String place = matter.group().isEmpty() || municipalities.size() < 2
                ? municipalities.stream().map(Municipality::label).collect(Collectors.joining("-"))
                : matter.group();
        String titled = PathName.titled(place);
        String name = matter.date() + "_" + texts.text("delivery.attachment." + kind)
                + (titled.isEmpty() ? "" : "_" + titled) + ".pdf";
        return new Content(content.digest(), name, content.size());
    }
}
