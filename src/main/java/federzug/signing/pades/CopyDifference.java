package federzug.signing.pades;

import federzug.notice.Notice;
import federzug.notice.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;

/** Determines how a file that is not, byte by byte, the document sent still derives from it. */
public final class CopyDifference {
    /** So many words in common out of a hundred are no accident, even if most of a text is the template's. */
    private static final int RELATED = 90;

    private static final String ENCRYPTED = "signing.return.encrypted";

    private CopyDifference() {}

    /** Empty if the file has nothing to do with the document, or cannot be read; a password is said to be one. */
    public static Optional<Notice> between(byte[] sent, byte[] returned) {
        List<String> before;
        List<String> after;
        try {
            before = pages(sent);
            after = pages(returned);
        } catch (InvalidPasswordException e) {
            return Optional.of(notice(ENCRYPTED));
        } catch (IOException | RuntimeException | StackOverflowError e) { // a hostile file may do any of it
            return Optional.empty();
        }
        if (before.equals(after)) {
            return Optional.of(notice("signing.return.rewritten"));
        }
        if (shared(words(before), words(after)) < RELATED) {
            return Optional.empty();
        }
        if (before.size() != after.size()) {
            return Optional.of(notice("signing.return.rewritten-pages", before.size(), after.size()));
        }
        List<String> pages = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            if (!before.get(i).equals(after.get(i))) {
                pages.add(String.valueOf(i + 1));
            }
        }
        return Optional.of(notice("signing.return.rewritten-text", String.join(", ", pages)));
    }

    private static List<String> pages(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            List<String> pages = new ArrayList<>();
            PDFTextStripper stripper = new PDFTextStripper();
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                pages.add(stripper.getText(document).replaceAll("\\s+", " ").strip());
            }
            return pages;
        }
    }

    private static List<String> words(List<String> pages) {
        return List.of(String.join(" ", pages).split(" "));
    }

    /** Of a hundred words of the document, how many are in the file. */
    private static int shared(List<String> before, List<String> after) {
        List<String> left = new ArrayList<>(after);
        long found = before.stream().filter(left::remove).count();
        return (int) (100 * found / Math.max(1, before.size()));
    }

    private static Notice notice(String code, Object... arguments) {
        return Notice.error(code, Place.NOWHERE, arguments);
    }
}
