package federzug.drafting;

import federzug.drafting.Piece.Box;
import federzug.drafting.Piece.Code;
import federzug.drafting.Piece.Copy;
import federzug.drafting.Piece.Field;
import federzug.drafting.Piece.Frame;
import federzug.drafting.Piece.Mark;
import federzug.drafting.Piece.Note;
import federzug.drafting.Piece.Reference;
import federzug.drafting.Piece.Slot;
import federzug.drafting.Piece.Use;
import federzug.notice.Notice;
import federzug.notice.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Reads one part of a template (body, header, footer, notes) into a tree of pieces. */
final class PartReader {
    private static final Set<String> INLINE = Set.of("hyperlink", "smartTag", "fldSimple", "bdo", "dir");
    private final String template;
    private final String part;
    private final boolean body;
    private final Map<String, String> addresses;
    private final List<Notice> notices;
    private int paragraph;
    private int tables;
    private int table;
    private int row;
    private int column;
    private boolean headerRow;
    private boolean control;
    private boolean textBox;
    private boolean prompt;
    private Spot spot;

    /**
     * @param part code of the part's German name
     * @param body whether signature boxes may stand here
     * @param addresses of links that hold placeholders, by relationship
     */
    PartReader(String template, String part, boolean body, Map<String, String> addresses, List<Notice> notices) {
        this.template = template;
        this.part = part;
        this.body = body;
        this.addresses = addresses;
        this.notices = notices;
        this.spot = Spot.of(template, part, "");
    }

    Piece read(Element root) {
        Frame frame = new Frame(
                root, List.of(), Tree.of(children(root, Map.of()), notices).closed(notices));
        return hasOnlyCopies(frame) ? new Copy(root) : frame;
    }

    private List<Piece> children(Element parent, Map<Element, Token> tokens) {
        List<Piece> pieces = new ArrayList<>();
        for (Node child : Xml.children(parent)) {
            if (!(child instanceof Element element)) {
                pieces.add(new Copy(child));
            } else if (tokens.containsKey(element)) {
                pieces.add(placeholder(element, tokens.get(element)));
            } else if (Xml.is(element, "p")) {
                pieces.addAll(paragraph(element));
            } else {
                pieces.addAll(container(element, tokens));
            }
        }
        return pieces;
    }

    private List<Piece> container(Element element, Map<Element, Token> tokens) {
        String name = Xml.isWord(String.valueOf(element.getNamespaceURI())) ? element.getLocalName() : "";
        return switch (name) {
            case "tbl" -> table(element);
            case "tr" -> row(element);
            case "tc" -> {
                column++;
                yield hoisted(element, Tree.of(children(element, tokens), notices));
            }
            case "sdt" -> {
                boolean outer = control;
                boolean outerPrompt = prompt;
                control = true;
                prompt |= DraftText.isPrompt(element);
                List<Piece> pieces = wrapper(element, tokens);
                control = outer;
                prompt = outerPrompt;
                yield pieces;
            }
            case "txbxContent" -> textBox(element);
            case "sdtContent", "customXml" -> wrapper(element, tokens);
            // A note that refers to a note would never end.
            case "footnoteReference", "endnoteReference" ->
                List.of(WordParts.isNotes(part) ? new Copy(element) : new Note(element));
            case "instrText" -> List.of(code(element));
            default ->
                INLINE.contains(name)
                        ? hoisted(element, Tree.of(children(element, tokens), notices))
                        : closed(element, tokens);
        };
    }

    /** Its paragraphs go by the number of the one where it is anchored. */
    private List<Piece> textBox(Element element) {
        boolean outer = textBox;
        int anchor = paragraph;
        textBox = true;
        List<Piece> pieces = closed(element, Map.of());
        textBox = outer;
        paragraph = anchor;
        return pieces;
    }

    private List<Piece> closed(Element element, Map<Element, Token> tokens) {
        return List.of(
                framed(element, Tree.of(children(element, tokens), notices).closed(notices)));
    }

    /** A prompt that holds a placeholder is filled and then is none. */
    private void leftovers(Element paragraph, String text) {
        String asked = prompt ? DraftText.text(paragraph) : DraftText.prompts(paragraph);
        boolean asks = !asked.isBlank() && Token.in(asked).isEmpty();
        String own = asks ? text.replace(asked, " ") : text;
        WordingCheck.leftovers(spot.place(), Token.without(own), Severity.WARNING, notices);
        if (asks) {
            notices.add(Notice.warning("drafting.consistency.prompt", spot.place(), asked));
        }
    }

    private Piece code(Element element) {
        String code = element.getTextContent();
        String readable = PartRelations.mayHold(code) ? PartRelations.readable(code) : code;
        return readable.contains("${")
                ? new Code(element, PlainText.segments(readable, spot, notices))
                : new Copy(element);
    }

    /** Marks at its edges belong to what is around it: the whole of it is repeated, or left out. */
    private List<Piece> wrapper(Element element, Map<Element, Token> tokens) {
        List<Piece> pieces = children(element, tokens);
        Tree tree = Tree.of(pieces, notices);
        reportMarksInside(tree, pieces);
        return hoisted(element, tree);
    }

    private static List<Piece> hoisted(Element element, Tree tree, List<Slot> slots) {
        List<Piece> pieces = new ArrayList<>(tree.before());
        Frame frame = new Frame(element, slots, tree.pieces());
        pieces.add(
                hasOnlyCopies(frame) && tree.before().isEmpty() && tree.after().isEmpty() ? new Copy(element) : frame);
        pieces.addAll(tree.after());
        return pieces;
    }

    private List<Piece> hoisted(Element element, Tree tree) {
        return hoisted(element, tree, slots(element));
    }

    private Piece framed(Element element, List<Piece> children) {
        Frame frame = new Frame(element, slots(element), children);
        return hasOnlyCopies(frame) ? new Copy(element) : frame;
    }

    private static boolean hasOnlyCopies(Frame frame) {
        return frame.attributes().isEmpty() && frame.children().stream().allMatch(piece -> piece instanceof Copy);
    }

    private List<Piece> table(Element element) {
        int outerTable = table;
        int outerRow = row;
        int outerColumn = column;
        table = ++tables;
        row = 0;
        List<Piece> pieces = closed(element, Map.of());
        table = outerTable;
        row = outerRow;
        column = outerColumn;
        return pieces;
    }

    /** Marks in the cells of a row are about the row: it is repeated, or left out. */
    private List<Piece> row(Element element) {
        row++;
        column = 0;
        boolean outer = headerRow;
        headerRow = isHeaderRow(element);
        List<Mark> opening = new ArrayList<>();
        List<Mark> closing = new ArrayList<>();
        List<Piece> all = new ArrayList<>();
        List<Piece> cells = new ArrayList<>();
        for (Piece piece : children(element, Map.of())) {
            all.add(piece);
            if (piece instanceof Mark mark) {
                (mark.opens() ? opening : closing).add(mark);
            } else {
                cells.add(piece);
            }
        }
        headerRow = outer;
        if (opening.isEmpty() && closing.isEmpty()) {
            return List.of(framed(element, cells));
        }
        if (cells.stream().allMatch(Blanks::isBlank)) {
            return all.stream().filter(piece -> piece instanceof Mark).toList();
        }
        closing.stream()
                .filter(mark -> mark.kind() == Mark.Kind.ELSE)
                .forEach(mark -> notices.add(
                        Notice.error("drafting.mark.else-in-row", mark.spot().place())));
        return hoisted(element, new Tree(cells, opening, closing));
    }

    static boolean isHeaderRow(Element row) {
        Element properties = Xml.child(row, "trPr");
        Element header = properties == null ? null : Xml.child(properties, "tblHeader");
        return header != null
                && !Set.of("0", "false", "off").contains(header.getAttributeNS(header.getNamespaceURI(), "val"));
    }

    private List<Piece> paragraph(Element element) {
        paragraph += textBox ? 0 : 1;
        Spot outer = spot;
        String text = Runs.text(element);
        spot = new Spot(template, part, paragraph, table, row, column, text.replace(Token.OTHER, ' '));
        if (Token.leavesOpen(text)) {
            notices.add(Notice.error("drafting.mark.broken", spot.place()));
        } else {
            leftovers(element, text);
        }
        FieldCodes.join(element);
        Map<Element, Token> tokens = Runs.isolate(element);
        if (tokens.values().stream().anyMatch(token -> !token.isField())) {
            Breaks.moveOn(element);
        }
        List<Piece> pieces = children(element, tokens);
        List<Piece> result = box(element, pieces);
        if (result.isEmpty()) {
            result = marksOnly(pieces) ? marks(element, pieces) : text(element, pieces);
        }
        spot = outer;
        return result;
    }

    private List<Piece> text(Element element, List<Piece> pieces) {
        Tree tree = Tree.of(pieces, notices);
        reportMarksInside(tree, pieces);
        return hoisted(element, tree);
    }

    private void reportMarksInside(Tree tree, List<Piece> pieces) {
        for (Mark mark : tree.before()) {
            if (isSomethingBefore(mark, pieces)) {
                notices.add(
                        Notice.error("drafting.mark.begins-inside", mark.spot().place(), mark.text()));
            }
        }
        for (Mark mark : tree.after()) {
            if (isSomethingAfter(mark, pieces)) {
                notices.add(
                        Notice.error("drafting.mark.ends-inside", mark.spot().place(), mark.text()));
            }
        }
    }

    /** A paragraph with a signature box, or nothing if it holds none. */
    private List<Piece> box(Element element, List<Piece> pieces) {
        List<Reference> boxes = new ArrayList<>();
        boolean alone = true;
        for (Piece piece : pieces) {
            if (piece instanceof Box box) {
                boxes.add(box.reference());
            } else {
                alone &= Blanks.isBlank(piece) && !(piece instanceof Mark);
            }
        }
        if (boxes.isEmpty()) {
            return List.of();
        }
        String wrong = !body || textBox
                ? "drafting.box.outside-body"
                : headerRow
                        ? "drafting.box.header-row"
                        : control
                                ? "drafting.box.content-control"
                                : !alone || boxes.size() > 1 ? "drafting.box.not-alone" : "";
        if (!wrong.isEmpty()) {
            notices.add(Notice.error(wrong, spot.place()));
        }
        return List.of(new Box(element, boxes.get(0)));
    }

    private static boolean marksOnly(List<Piece> pieces) {
        return pieces.stream().anyMatch(piece -> piece instanceof Mark)
                && pieces.stream().allMatch(piece -> piece instanceof Mark || Blanks.isBlank(piece) || isBreak(piece));
    }

    private static boolean isBreak(Piece piece) {
        return piece instanceof Copy copy && Breaks.isBreak(copy.node());
    }

    /** The marks take their paragraph with them; a page break keeps it. */
    private static List<Piece> marks(Element paragraph, List<Piece> pieces) {
        return pieces.stream()
                .filter(piece -> piece instanceof Mark || isBreak(piece))
                .map(piece ->
                        piece instanceof Copy copy ? new Copy(Breaks.alone(paragraph, copy.node())) : (Piece) piece)
                .toList();
    }

    private static boolean isSomethingBefore(Mark mark, List<Piece> pieces) {
        return pieces.stream()
                .takeWhile(piece -> piece != mark)
                .anyMatch(piece -> !(piece instanceof Mark) && !Blanks.isBlank(piece));
    }

    private static boolean isSomethingAfter(Mark mark, List<Piece> pieces) {
        return pieces.stream()
                .dropWhile(piece -> piece != mark)
                .anyMatch(piece -> !(piece instanceof Mark) && !Blanks.isBlank(piece));
    }

    private Piece placeholder(Element run, @Nullable Token token) {
        String content = token == null ? "" : token.content();
        Matcher box = Token.BOX.matcher(content);
        if (box.matches()) {
            return new Box(run, new Reference(box.group(1), "", spot));
        }
        Matcher field = Token.PLACEHOLDER.matcher(content);
        if (field.matches()) {
            String format = field.group(2);
            return new Field(run, new Reference(field.group(1), format == null ? "" : format, spot));
        }
        Mark mark = mark(content);
        if (mark != null) {
            return mark;
        }
        notices.add(Notice.error("drafting.mark.unknown", spot.place(), "${" + content + "}"));
        return new Copy(run);
    }

    private @Nullable Mark mark(String content) {
        Matcher loop = Token.LOOP.matcher(content);
        if (loop.matches()) {
            return mark(Mark.Kind.LOOP, content, loop.group(1), new Reference(loop.group(2), "", spot));
        }
        Matcher condition = Token.CONDITION.matcher(content);
        if (condition.matches()) {
            return mark(Mark.Kind.CONDITION, content, "", new Reference(condition.group(1), "", spot));
        }
        return switch (content) {
            case "#sonst" -> mark(Mark.Kind.ELSE, content, "", null);
            case "/je" -> mark(Mark.Kind.END_LOOP, content, "", null);
            case "/wenn" -> mark(Mark.Kind.END_CONDITION, content, "", null);
            default -> null;
        };
    }

    private Mark mark(Mark.Kind kind, String content, String variable, @Nullable Reference reference) {
        return new Mark(kind, "${" + content + "}", variable, reference, spot);
    }

    private List<Slot> slots(Element element) {
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Attr attribute = (Attr) element.getAttributes().item(i);
            boolean code = Xml.is(element, "fldSimple") && "instr".equals(attribute.getLocalName());
            String address = PartRelations.isRelation(attribute) ? addresses.get(attribute.getValue()) : null;
            String text = address != null
                    ? address
                    : code && PartRelations.mayHold(attribute.getValue())
                            ? PartRelations.readable(attribute.getValue())
                            : attribute.getValue();
            if (text.contains("${")) {
                Use use = address != null ? Use.ADDRESS : code ? Use.FIELD_CODE : Use.TEXT;
                slots.add(new Slot(attribute.getName(), PlainText.segments(text, spot, notices), use));
            }
        }
        return slots;
    }
}
