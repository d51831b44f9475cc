package federzug.drafting;

import federzug.drafting.Piece.Choice;
import federzug.drafting.Piece.Loop;
import federzug.drafting.Piece.Mark;
import federzug.drafting.Piece.Mark.Kind;
import federzug.drafting.Piece.Reference;
import federzug.notice.Notice;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/**
 * Finds the partner of each mark among the pieces of one container.
 *
 * @param pieces the pieces with the loops and choices that begin and end here
 * @param before marks that begin here but end further out
 * @param after marks that end here but begin further out
 */
record Tree(List<Piece> pieces, List<Mark> before, List<Mark> after) {

    private static final class Open {
        final Mark mark;
        final List<Piece> yes = new ArrayList<>();
        final List<Piece> no = new ArrayList<>();
        boolean turned;

        Open(Mark mark) {
            this.mark = mark;
        }

        List<Piece> current() {
            return turned ? no : yes;
        }

        Piece closed() {
            Reference reference = Objects.requireNonNull(mark.reference());
            return mark.kind() == Kind.LOOP
                    ? new Loop(mark.variable(), reference, yes)
                    : new Choice(reference, yes, no);
        }
    }

    static Tree of(List<Piece> flat, List<Notice> notices) {
        List<Piece> pieces = new ArrayList<>();
        List<Mark> after = new ArrayList<>();
        Deque<Open> open = new ArrayDeque<>();
        for (Piece piece : flat) {
            if (!(piece instanceof Mark mark)) {
                (open.isEmpty() ? pieces : open.peek().current()).add(piece);
            } else if (mark.opens()) {
                open.push(new Open(mark));
            } else if (open.isEmpty()) {
                after.add(mark);
            } else {
                close(open, mark, pieces, notices);
            }
        }
        List<Mark> before = new ArrayList<>();
        while (!open.isEmpty()) {
            Open last = Objects.requireNonNull(open.pollLast());
            before.add(last.mark);
            if (last.turned) {
                notices.add(Notice.error(
                        "drafting.mark.else-apart", last.mark.spot().place(), last.mark.text()));
            }
            pieces.addAll(last.yes);
            pieces.addAll(last.no);
        }
        return new Tree(pieces, before, after);
    }

    private static void close(Deque<Open> open, Mark mark, List<Piece> pieces, List<Notice> notices) {
        Open last = open.peek();
        boolean fits = last.mark.kind() == (mark.kind() == Kind.END_LOOP ? Kind.LOOP : Kind.CONDITION);
        if (!fits || (mark.kind() == Kind.ELSE && last.turned)) {
            notices.add(Notice.error("drafting.mark.crossed", mark.spot().place(), mark.text(), last.mark.text()));
        } else if (mark.kind() == Kind.ELSE) {
            last.turned = true;
        } else {
            open.pop();
            (open.isEmpty() ? pieces : open.peek().current()).add(last.closed());
        }
    }

    /** For containers that marks cannot reach beyond. */
    List<Piece> closed(List<Notice> notices) {
        for (Mark mark : before) {
            notices.add(Notice.error("drafting.mark.not-closed", mark.spot().place(), mark.text()));
        }
        for (Mark mark : after) {
            notices.add(Notice.error("drafting.mark.not-opened", mark.spot().place(), mark.text()));
        }
        return pieces;
    }
}
