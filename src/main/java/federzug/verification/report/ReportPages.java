package federzug.verification.report;

import federzug.document.Sheet.Block;
import federzug.document.Sheet.Heading;
import federzug.document.Sheet.Items;
import federzug.document.Sheet.Paragraph;
import federzug.document.Sheet.Picture;
import federzug.notice.Texts;
import federzug.verification.Examination.ChangedPage;
import federzug.verification.change.PagePictures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The changed pages: what it said, what it says, and both as a picture. */
final class ReportPages {
    private static final int WIDTH = 165;

    private final List<ChangedPage> pages;
    private final Texts texts;
    private final List<Block> blocks = new ArrayList<>();

    ReportPages(List<ChangedPage> pages, Texts texts) {
        this.pages = pages;
        this.texts = texts;
    }

    List<Block> blocks() {
        if (pages.isEmpty()) {
            return blocks;
        }
        blocks.add(new Heading(2, texts.text("verification.report.pages")));
        blocks.add(Paragraph.of(texts.text("verification.report.pages-intro")));
        for (ChangedPage page : pages) {
            if (page.png().length > 0 || !page.gone().isEmpty() || !page.added().isEmpty()) {
                blocks.add(new Heading(3, texts.text("verification.report.pages-page", page.page(), page.step())));
                words(page);
                picture(page);
            }
        }
        String notDrawn = pages.stream()
                .filter(page -> page.png().length == 0)
                .map(page -> String.valueOf(page.page()))
                .distinct()
                .collect(Collectors.joining(", "));
        if (!notDrawn.isEmpty()) {
            blocks.add(
                    Paragraph.of(texts.text("verification.report.pages-not-drawn", PagePictures.MOST_DRAWN, notDrawn)));
        }
        return blocks;
    }

    private void words(ChangedPage page) {
        List<Paragraph> items = new ArrayList<>();
        page.gone().forEach(words -> items.add(Paragraph.of(texts.text("verification.report.pages-gone", words))));
        page.added().forEach(words -> items.add(Paragraph.of(texts.text("verification.report.pages-added", words))));
        if (items.isEmpty()) {
            blocks.add(Paragraph.of(texts.text("verification.report.pages-same-words")));
        } else {
            blocks.add(new Items(false, items));
        }
    }

    private void picture(ChangedPage page) {
        if (page.png().length > 0) {
            blocks.add(new Picture(
                    page.png(), texts.text("verification.report.pages-picture", page.page(), page.step()), WIDTH));
        }
    }
}
