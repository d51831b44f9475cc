package federzug.drafting;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A template as a tree: what is copied, what is filled in, what is repeated, what depends. */
sealed interface Piece {
    /** Copied as it stands. */
    record Copy(Node node) implements Piece {}

    /** Copied with its attributes; inside it, something is filled. */
    record Frame(Element element, List<Slot> attributes, List<Piece> children) implements Piece {}

    /** A run that holds nothing but a placeholder; its formatting stays. */
    record Field(Element run, Reference reference) implements Piece {}

    /** A paragraph that holds nothing but {@code ${unterschrift:…}}. */
    record Box(Element paragraph, Reference reference) implements Piece {}

    record Loop(String variable, Reference list, List<Piece> body) implements Piece {}

    record Choice(Reference condition, List<Piece> yes, List<Piece> no) implements Piece {}

    /** A reference to a footnote or endnote, which is filled with what is known at this place. */
    record Note(Element reference) implements Piece {}

    /** The instruction of a field with placeholders in it. */
    record Code(Element instruction, List<Object> segments) implements Piece {}

    /** An attribute with placeholders in it, for example an alternative text. */
    record Slot(String attribute, List<Object> segments, Use use) {}

    /** What an attribute's text is, and how values are written in it. */
    enum Use {
        TEXT,
        FIELD_CODE,
        /** The attribute names a relationship that leads to the address. */
        ADDRESS
    }

    /**
     * @param format empty if none is given
     */
    record Reference(String path, String format, Spot spot) {}

    /** A mark met while reading, before its partner is found; never part of a finished tree. */
    record Mark(
            Kind kind,
            String text,
            String variable,
            @Nullable Reference reference,
            Spot spot) implements Piece {
        enum Kind {
            LOOP,
            CONDITION,
            ELSE,
            END_LOOP,
            END_CONDITION
        }

        boolean opens() {
            return kind == Kind.LOOP || kind == Kind.CONDITION;
        }
    }
}
