package federzug.drafting;

import federzug.drafting.Piece.Copy;
import federzug.drafting.Piece.Frame;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Copies the footnotes or endnotes of a template (ISO/IEC 29500-1, 17.11): each is filled where it is referred to, with
 * the loop variables known there, once for each time.
 */
final class NoteCopies {
    private final Map<String, Piece> notes = new LinkedHashMap<>();
    private final List<Element> written = new ArrayList<>();
    private final Set<String> used = new HashSet<>();
    private int last;

    /** @param tree of the part that holds the notes, null if there is none */
    NoteCopies(@Nullable Piece tree) {
        List<Piece> pieces = tree instanceof Frame frame
                ? frame.children()
                : tree instanceof Copy copy
                        ? Xml.children(copy.node()).stream()
                                .map(child -> (Piece) new Copy(child))
                                .toList()
                        : List.of();
        for (Piece piece : pieces) {
            Element element = element(piece);
            if (element != null && isNote(element)) {
                String id = BoxMarks.attribute(element, "id");
                notes.putIfAbsent(id, piece);
                last = Math.max(last, id.matches("\\d{1,8}") ? Integer.parseInt(id) : 0);
            }
        }
    }

    private static @Nullable Element element(Piece piece) {
        return piece instanceof Frame frame
                ? frame.element()
                : piece instanceof Copy copy && copy.node() instanceof Element element ? element : null;
    }

    /** Whether it is a note of the text, not a line above the notes. */
    static boolean isNote(Element element) {
        return (Xml.is(element, "footnote") || Xml.is(element, "endnote"))
                && Set.of("", "normal").contains(BoxMarks.attribute(element, "type"));
    }

    /** The note with that number, null if there is none. */
    @Nullable
    Piece note(String id) {
        return notes.get(id);
    }

    /**
     * @param write makes a new element of a piece
     * @return the number of the copy
     */
    String copy(String id, Function<Piece, Element> write) {
        Piece note = notes.get(id);
        if (note == null) {
            return id;
        }
        String own = used.add(id) ? id : String.valueOf(++last);
        Element copy = write.apply(note);
        BoxMarks.attribute(copy, "id", own);
        written.add(copy);
        return own;
    }

    /** Writes the notes that nothing refers to: what a template holds is kept. */
    void copyOthers(Set<String> referred, Function<Piece, Element> write) {
        notes.keySet().stream()
                .filter(id -> !referred.contains(id) && !used.contains(id))
                .toList()
                .forEach(id -> copy(id, write));
    }

    /** The notes of one kind that something in a tree refers to. */
    static void referred(Piece piece, String reference, Set<String> ids) {
        if (piece instanceof Piece.Note note && Xml.is(note.reference(), reference)) {
            ids.add(BoxMarks.attribute(note.reference(), "id"));
        } else if (piece instanceof Frame frame) {
            frame.children().forEach(child -> referred(child, reference, ids));
        } else if (piece instanceof Piece.Loop loop) {
            loop.body().forEach(child -> referred(child, reference, ids));
        } else if (piece instanceof Piece.Choice choice) {
            choice.yes().forEach(child -> referred(child, reference, ids));
            choice.no().forEach(child -> referred(child, reference, ids));
        }
    }

    /** The notes that nothing in the text refers to. */
    List<Piece> others(Set<String> referred) {
        return notes.entrySet().stream()
                .filter(note -> !referred.contains(note.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /**
     * The part as it is to be written: with the copies in the place of the template's notes.
     *
     * @param root of the template's part
     */
    Element filled(Element root) {
        Element filled = (Element) root.cloneNode(false);
        Xml.children(root).stream()
                .filter(child -> !(child instanceof Element element && isNote(element)))
                .forEach(child -> filled.appendChild(child.cloneNode(true)));
        written.forEach(filled::appendChild);
        return filled;
    }
}
