package federzug.rendering.word;

import federzug.rendering.docx.ParagraphQuote;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Footnote;
import federzug.rendering.manuscript.RenderingProblems;
import federzug.rendering.manuscript.RunFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.docx4j.XmlUtils;
import org.docx4j.wml.CTFtnEdn;
import org.docx4j.wml.CTFtnEdnRef;
import org.docx4j.wml.CTFtnProps;
import org.docx4j.wml.NumberFormat;
import org.docx4j.wml.P;
import org.docx4j.wml.STFtnEdn;
import org.docx4j.wml.STRestartNumber;
import org.jspecify.annotations.Nullable;

/** The footnotes (ISO/IEC 29500-1, 17.11): counts them as they are referred to and reads their text. */
final class Footnotes {
    private final Map<Integer, CTFtnEdn> notes = new HashMap<>();
    private final ListNumbering numbers;
    private final RenderingProblems problems;
    private final Supplier<StoryReader> stories;
    private final IntUnaryOperator written;
    private NumberFormat format = NumberFormat.DECIMAL;
    private int next = 1;
    private int start = 1;
    private boolean restart;
    private String mark = "";
    private boolean any;

    /**
     * @param stories makes a reader for the part that holds the notes
     * @param written the letters of a note as they stand in the file, by its id
     */
    Footnotes(
            List<CTFtnEdn> all,
            ListNumbering numbers,
            RenderingProblems problems,
            Supplier<StoryReader> stories,
            IntUnaryOperator written) {
        all.forEach(note -> notes.put(note.getId().intValue(), note));
        this.numbers = numbers;
        this.problems = problems;
        this.stories = stories;
        this.written = written;
    }

    /** What the document or a section says about the numbers of its notes. */
    void count(@Nullable CTFtnProps from) {
        if (from == null) {
            return;
        }
        if (from.getNumFmt() != null && from.getNumFmt().getVal() != null) {
            format = from.getNumFmt().getVal();
        }
        if (from.getNumStart() != null) {
            start = StyleBook.number(from.getNumStart().getVal(), 1);
            next = Math.max(next, start);
        }
        if (from.getNumRestart() != null) {
            restart = from.getNumRestart().getVal() == STRestartNumber.EACH_SECT;
            if (from.getNumRestart().getVal() == STRestartNumber.EACH_PAGE) {
                problems.add("rendering.draft.footnote-restart");
            }
        }
    }

    /** A line stands above the notes; text that Word shows in its place would be lost. */
    private void separator(CTFtnEdn note) {
        if (note.getType() != null && note.getType() != STFtnEdn.NORMAL) {
            StringBuilder text = new StringBuilder();
            note.getContent().stream()
                    .map(XmlUtils::unwrap)
                    .filter(P.class::isInstance)
                    .forEach(p -> text.append(ParagraphQuote.of((P) p)).append(' '));
            if (!text.toString().isBlank()) {
                problems.add(
                        "rendering.draft.footnote-separator", text.toString().strip());
            }
        }
    }

    void endOfSection() {
        if (restart) {
            next = start;
        }
    }

    /** The number of the note that is being read. */
    String currentMark() {
        return mark;
    }

    /** @param wrapped the reference in its element */
    Optional<Footnote> read(Object wrapped, RunFormat look) {
        CTFtnEdnRef reference = (CTFtnEdnRef) XmlUtils.unwrap(wrapped);
        CTFtnEdn note = notes.remove(reference.getId().intValue());
        if (note == null || !mark.isEmpty()) {
            problems.add("rendering.draft.footnote-missing");
            return Optional.empty();
        }
        // The getter also says yes where the attribute is missing.
        boolean own = reference.isCustomMarkFollows()
                && XmlUtils.marshaltoString(wrapped, true, false).contains("customMarkFollows");
        if (!any) {
            any = true;
            notes.values().forEach(this::separator);
        }
        mark = own ? "*" : numbers.format(format, next++);
        Runnable back = problems.bookmark();
        problems.enterNote(mark);
        StoryReader story = stories.get();
        List<Block> blocks = story.blocks(note.getContent());
        if (problems.isEmpty()
                && story.letters() < written.applyAsInt(note.getId().intValue())) {
            problems.add("rendering.draft.text-lost");
        }
        back.run();
        Footnote read = new Footnote(own ? "" : mark, look, blocks);
        mark = "";
        return Optional.of(read);
    }
}
