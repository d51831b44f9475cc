package federzug.rendering.manuscript;

import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import java.util.ArrayList;
import java.util.List;

/** Finds the lists in a run of blocks: adjacent items are one list, deeper ones nest in the item before them. */
public final class ListTree {
    public sealed interface Node permits Single, Items {}

    public record Single(Block block) implements Node {}

    public record Items(List<Item> items) implements Node {}

    /** @param inner what belongs to the item after its first paragraph */
    public record Item(Paragraph paragraph, List<Node> inner) {}

    private final List<Block> blocks;
    private int at;

    private ListTree(List<Block> blocks) {
        this.blocks = blocks;
    }

    public static List<Node> of(List<Block> blocks) {
        ListTree tree = new ListTree(blocks);
        List<Node> nodes = new ArrayList<>();
        while (tree.at < blocks.size()) {
            Block block = blocks.get(tree.at);
            if (block instanceof Paragraph p && item(p)) {
                nodes.add(tree.items(p, false));
            } else {
                nodes.add(new Single(block));
                tree.at++;
            }
        }
        return nodes;
    }

    /**
     * FOP does not break pages well inside an item, so a list within an item ends there; at the outermost level it goes on.
     */
    private Items items(Paragraph first, boolean nested) {
        List<Item> items = new ArrayList<>();
        while (at < blocks.size()
                && blocks.get(at) instanceof Paragraph p
                && item(p)
                && list(p).equals(list(first))
                && level(p) == level(first)
                && (items.isEmpty() || !nested || !PageBreaks.between(blocks.get(at - 1), p))) {
            at++;
            items.add(new Item(p, inner(p)));
        }
        return new Items(items);
    }

    private List<Node> inner(Paragraph item) {
        List<Node> inner = new ArrayList<>();
        while (at < blocks.size()
                && blocks.get(at) instanceof Paragraph p
                && !PageBreaks.between(blocks.get(at - 1), p)) {
            boolean same = item(p) && list(p).equals(list(item));
            if (item(p) && (same ? level(p) > level(item) : p.look().left > item.look().left + 1)) {
                inner.add(items(p, true));
            } else if (!item(p) && continues(p, item)) {
                inner.add(new Single(p));
                at++;
            } else {
                break;
            }
        }
        return inner;
    }

    private static boolean item(Paragraph p) {
        return p.label() != null && p.heading() == 0;
    }

    /** A paragraph that lines up with the item's text goes on with it. */
    private static boolean continues(Paragraph p, Paragraph item) {
        return p.heading() == 0
                && p.box() == null
                && !p.isEmpty()
                && p.look().left > 1
                && Math.abs(p.look().left - item.look().left) < 0.5;
    }

    private static String list(Paragraph p) {
        return p.label() == null ? "" : p.label().list();
    }

    private static int level(Paragraph p) {
        return p.label() == null ? 0 : p.label().level();
    }
}
