package federzug.drafting;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the name beside each signature box: a signature there is under that name. */
final class BoxPlaces {
    private record Mention(String name, int paragraph, int offset) {}

    private BoxPlaces() {}

    /**
     * Names whose boxes have changed places among the names. Boxes that moved together with the names beside them are in
     * order.
     *
     * @param oldBoxes who signs in which paragraph of the body, from 1; {@code newBoxes} likewise
     */
    static List<String> swapped(
            DraftText before, Map<Integer, String> oldBoxes, DraftText after, Map<Integer, String> newBoxes) {
        Map<String, Integer> old = places(before, oldBoxes, order(oldBoxes));
        Map<String, Integer> now = places(after, newBoxes, order(oldBoxes));
        List<String> was = order(oldBoxes);
        List<String> is = order(newBoxes);
        List<String> swapped = new ArrayList<>();
        for (int i = 0; i < Math.min(was.size(), is.size()); i++) {
            Integer oldPlace = old.get(was.get(i));
            Integer newPlace = now.get(is.get(i));
            if (oldPlace != null && newPlace != null && !oldPlace.equals(newPlace)) {
                swapped.add(is.get(i));
            }
        }
        return swapped;
    }

    private static List<String> order(Map<Integer, String> boxes) {
        return boxes.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The place of each signatory's name among those of the others; where no names stand the order of the boxes counts. */
    private static Map<String, Integer> places(DraftText text, Map<Integer, String> boxes, List<String> names) {
        List<Mention> mentions = new ArrayList<>();
        for (String name : names) {
            mention(text, boxes, name).ifPresent(mentions::add);
        }
        Map<String, Integer> places = new LinkedHashMap<>();
        if (mentions.size() == names.size()) {
            mentions.sort(Comparator.comparingInt(Mention::paragraph).thenComparingInt(Mention::offset));
            mentions.forEach(mention -> places.put(mention.name(), places.size()));
        } else {
            names.forEach(name -> places.put(name, places.size()));
        }
        return places;
    }

    /** Where the name stands nearest to a box. */
    private static Optional<Mention> mention(DraftText text, Map<Integer, String> boxes, String name) {
        String plain = DraftText.plain(name);
        return text.lines().stream()
                .filter(line ->
                        line.spot().part().equals(WordParts.BODY) && line.text().contains(plain))
                .map(line ->
                        new Mention(name, line.spot().paragraph(), line.text().indexOf(plain)))
                .min(Comparator.comparingInt(mention -> boxes.keySet().stream()
                        .mapToInt(box -> Math.abs(box - mention.paragraph()))
                        .min()
                        .orElse(0)));
    }
}
