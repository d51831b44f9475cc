package federzug.rendering.page;

import federzug.rendering.manuscript.EveryParagraph;
import federzug.rendering.manuscript.Manuscript;
import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.Link;
import federzug.rendering.manuscript.Manuscript.PageCount;
import federzug.rendering.manuscript.Manuscript.Section;
import federzug.rendering.manuscript.Manuscript.Start;
import federzug.rendering.manuscript.Manuscript.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Counts pages where the number on the last page says something else: where numbers begin again or are no figures, and
 * where the pages of a section are asked for. The document is set once more for that, which few documents need.
 */
public final class PageCounts {
    /** Sets manuscripts as one document. */
    public interface Setting {
        /**
         * @param turns as {@link SectionTurns} has found them
         * @return how many pages it has
         */
        int pages(List<Manuscript> manuscripts, Map<Integer, Integer> turns);
    }

    private final Map<Integer, Integer> turns;
    private final Setting setting;

    private PageCounts(Map<Integer, Integer> turns, Setting setting) {
        this.turns = turns;
        this.setting = setting;
    }

    /** The manuscripts with numbers in place of the fields whose numbers have to be counted. */
    public static List<Manuscript> counted(List<Manuscript> manuscripts, Map<Integer, Integer> turns, Setting setting) {
        PageCounts counts = new PageCounts(turns, setting);
        List<Section> sections =
                manuscripts.stream().flatMap(m -> m.sections().stream()).toList();
        boolean several = sections.size() > 1;
        boolean ofSections = several && asked(manuscripts, PageCount::ofSection);
        boolean total = !numberedThrough(sections) && asked(manuscripts, count -> !count.ofSection() || !several);
        if (!ofSections && !total) {
            return manuscripts;
        }
        int all = total ? setting.pages(manuscripts, turns) : 0;
        List<Manuscript> counted = new ArrayList<>();
        int first = 0;
        for (Manuscript manuscript : manuscripts) {
            List<Section> changed = new ArrayList<>();
            for (int i = 0; i < manuscript.sections().size(); i++) {
                int own = ofSections ? counts.pages(manuscript, first, i) : all;
                changed.add(EveryParagraph.of(
                        manuscript.sections().get(i), p -> p.with(counted(p.inlines(), total, all, ofSections, own))));
            }
            counted.add(manuscript.with(changed));
            first += manuscript.sections().size();
        }
        return counted;
    }

    /** Whether the number on the last page is that of all pages. */
    private static boolean numberedThrough(List<Section> sections) {
        for (int i = 0; i < sections.size(); i++) {
            Section section = sections.get(i);
            if (section.startNumber() > (i == 0 ? 1 : 0)
                    || !section.page().numbers().equals("1")) {
                return false;
            }
        }
        return true;
    }

    private static boolean asked(List<Manuscript> manuscripts, Predicate<PageCount> which) {
        AtomicBoolean found = new AtomicBoolean();
        manuscripts.forEach(m -> m.sections()
                .forEach(section -> EveryParagraph.of(section, p -> {
                    found.compareAndSet(false, anyOf(p.inlines(), which));
                    return p;
                })));
        return found.get();
    }

    private static boolean anyOf(List<Inline> inlines, Predicate<PageCount> which) {
        return inlines.stream()
                .anyMatch(inline -> inline instanceof PageCount count && which.test(count)
                        || inline instanceof Link link && anyOf(link.inlines(), which));
    }

    /** From the page on which the section begins to that on which it ends. */
    private int pages(Manuscript manuscript, int first, int index) {
        int head = index;
        while (head > 0 && manuscript.sections().get(head).start() == Start.CONTINUOUS) {
            head--;
        }
        int begins = index == head ? 1 : upTo(manuscript, first, head, index);
        return upTo(manuscript, first, head, index + 1) - begins + 1;
    }

    /** How many pages the sections from one to another take. */
    private int upTo(Manuscript manuscript, int first, int head, int end) {
        Map<Integer, Integer> inside = new HashMap<>();
        for (int i = head + 1; i < end; i++) {
            Integer turn = turns.get(first + i);
            if (turn != null) {
                inside.put(i - head, turn);
            }
        }
        return setting.pages(List.of(manuscript.with(manuscript.sections().subList(head, end))), inside);
    }

    private static List<Inline> counted(List<Inline> inlines, boolean total, int all, boolean ofSections, int own) {
        if (!anyOf(inlines, count -> true)) {
            return inlines;
        }
        List<Inline> counted = new ArrayList<>();
        for (Inline inline : inlines) {
            if (inline instanceof PageCount count && (count.ofSection() ? ofSections || total : total)) {
                counted.add(new Words(Integer.toString(count.ofSection() ? own : all), count.look()));
            } else if (inline instanceof Link link) {
                counted.add(new Link(
                        link.target(),
                        link.external(),
                        link.text(),
                        counted(link.inlines(), total, all, ofSections, own)));
            } else {
                counted.add(inline);
            }
        }
        return counted;
    }
}
