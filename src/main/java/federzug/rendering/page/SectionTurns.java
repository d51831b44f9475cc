package federzug.rendering.page;

import federzug.rendering.manuscript.Manuscript;
import federzug.rendering.manuscript.Manuscript.Section;
import federzug.rendering.manuscript.Manuscript.Start;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds on which page a section begins that goes on on the page of the one before: only from the next page on its headers
 * and footers hold. What stands before it is set once for that, which few documents need: a section that differs in its
 * columns only turns nothing.
 */
public final class SectionTurns {
    /** Sets a manuscript with the turns that are known so far. */
    public interface Setting {
        /** @return how many pages it has */
        int pages(Manuscript manuscript, Map<Integer, Integer> turns);
    }

    private SectionTurns() {}

    /** @return by the number of the section in the whole document: how many pages those before it in its run take */
    public static Map<Integer, Integer> of(List<Manuscript> manuscripts, Setting setting) {
        Map<Integer, Integer> turns = new HashMap<>();
        int first = 0;
        for (Manuscript manuscript : manuscripts) {
            List<Section> sections = manuscript.sections();
            Map<Integer, Integer> inside = new HashMap<>();
            int head = 0;
            for (int i = 0; i < sections.size(); i++) {
                if (i == 0 || sections.get(i).start() != Start.CONTINUOUS) {
                    head = i;
                    inside.clear();
                    continue;
                }
                if (sections.get(i).edgedLike(sections.get(i - 1))) {
                    continue;
                }
                Manuscript before = manuscript.with(sections.subList(head, i));
                int pages = setting.pages(before, Map.copyOf(inside));
                inside.put(i - head, pages);
                turns.put(first + i, pages);
            }
            first += sections.size();
        }
        return turns;
    }
}
