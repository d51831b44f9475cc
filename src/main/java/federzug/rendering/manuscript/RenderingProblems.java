package federzug.rendering.manuscript;

import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.rendering.RenderingException;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects everything that cannot be rendered faithfully and, as remarks, what is rendered differently; each with its place,
 * so that all is reported at once.
 */
public final class RenderingProblems {
    private static final Texts TEXTS = Texts.german();
    public static final String HEADER = TEXTS.text("rendering.place.header");
    public static final String FOOTER = TEXTS.text("rendering.place.footer");

    private static final int QUOTE = 40;

    private final String file;
    private final List<Notice> notices = new ArrayList<>();
    private final List<Notice> remarks = new ArrayList<>();
    private String story = "";
    private int paragraph;
    private String quote = "";

    public RenderingProblems(String file) {
        this.file = file;
    }

    /** @param name empty for the body, otherwise words such as Kopfzeile */
    public void enterStory(String name) {
        story = name;
        paragraph = 0;
        quote = "";
    }

    /** Where we are, for coming back after an excursion such as a footnote. */
    public Runnable bookmark() {
        String storyBefore = story;
        int paragraphBefore = paragraph;
        String quoteBefore = quote;
        return () -> {
            story = storyBefore;
            paragraph = paragraphBefore;
            quote = quoteBefore;
        };
    }

    /**
     * Enters what is anchored in the paragraph at hand and has paragraphs of its own.
     *
     * @return the way back
     */
    public Runnable enterInside(String name) {
        Runnable back = bookmark();
        String anchor = paragraph == 0 ? "" : TEXTS.text("rendering.place.paragraph", paragraph) + ", ";
        enterStory((story.isEmpty() ? "" : story + ", ") + anchor + name);
        return back;
    }

    public void enterNote(String mark) {
        enterStory(TEXTS.text("rendering.place.note", mark));
    }

    public void enterParagraph(int number, String text) {
        paragraph = number;
        quote = text;
    }

    public void add(String code, Object... arguments) {
        once(notices, Notice.error(code, place(), arguments));
    }

    /** Reports what does not stop the document but should be looked at. */
    public void remark(String code, Object... arguments) {
        once(remarks, Notice.warning(code, place(), arguments));
    }

    /** Reports, once for the whole file, what does not stop the document but should be looked at. */
    public void remarkOnce(String code, Object... arguments) {
        once(remarks, Notice.warning(code, Place.file(file), arguments));
    }

    private static void once(List<Notice> notices, Notice notice) {
        if (!notices.contains(notice)) {
            notices.add(notice);
        }
    }

    /** What is rendered all the same. */
    public List<Notice> remarks() {
        return List.copyOf(remarks);
    }

    public boolean isEmpty() {
        return notices.isEmpty();
    }

    public void refuseIfAny() {
        if (!notices.isEmpty()) {
            List<Notice> all = new ArrayList<>(notices);
            all.addAll(remarks);
            throw new RenderingException(Kind.INPUT, all);
        }
    }

    /** What stops the document. */
    public List<Notice> errors() {
        return List.copyOf(notices);
    }

    /** Where reading is just now. */
    public Place place() {
        if (paragraph == 0) {
            return Place.in(file, story);
        }
        String within = (story.isEmpty() ? "" : story + ", ") + TEXTS.text("rendering.place.paragraph", paragraph);
        String quoted = shortened(quote);
        return Place.in(file, quoted.isEmpty() ? within : TEXTS.text("rendering.place.quoted", within, quoted));
    }

    private static String shortened(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() > QUOTE ? line.substring(0, QUOTE).strip() + " …" : line;
    }
}
