package federzug.rendering.word;

import federzug.rendering.manuscript.EveryParagraph;
import federzug.rendering.manuscript.GlyphFallback;
import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.Link;
import federzug.rendering.manuscript.Manuscript.PageOf;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.Pending;
import federzug.rendering.manuscript.Manuscript.RunningText;
import federzug.rendering.manuscript.Manuscript.Section;
import federzug.rendering.manuscript.ParagraphFormat;
import federzug.rendering.manuscript.ParagraphText;
import federzug.rendering.manuscript.RenderingProblems;
import federzug.rendering.manuscript.RunFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Computes what fields that refer to other places show (ISO/IEC 29500-1, 17.16.5: REF, NOTEREF, PAGEREF, STYLEREF) when
 * the whole file has been read: what Word showed last may be from before conditions and loops were filled.
 */
final class CrossReferences {
    static final Set<String> KINDS = Set.of("REF", "NOTEREF", "STYLEREF");

    /** A field that waits for the end of reading. */
    private record Request(
            List<String> words,
            List<Inline> shown,
            RunFormat look,
            int order,
            @Nullable ReadPlace at,
            boolean decoration,
            Runnable place) {}

    private final RenderingProblems problems;
    private final ReadPlaces places;
    private final List<Request> requests = new ArrayList<>();
    private final Map<String, Map<Integer, String>> running = new LinkedHashMap<>();
    private final Map<Integer, List<Inline>> results = new HashMap<>();

    CrossReferences(ReadPlaces places, RenderingProblems problems) {
        this.places = places;
        this.problems = problems;
    }

    /**
     * @param words of the instruction, the field's name first
     * @param shown what Word showed last
     * @param decoration whether it stands in a header or footer, where no links are
     * @return takes the field's place until all is read
     */
    Pending later(List<String> words, List<Inline> shown, RunFormat look, boolean decoration) {
        requests.add(new Request(
                List.copyOf(words),
                List.copyOf(shown),
                look,
                places.order(),
                places.current(),
                decoration,
                problems.bookmark()));
        return new Pending(requests.size() - 1);
    }

    /** Puts results in the place of what is pending, in text, notes, headers and footers. */
    List<Section> resolved(List<Section> sections) {
        if (requests.isEmpty()) {
            return sections;
        }
        List<Section> resolved = sections.stream()
                .map(section -> EveryParagraph.of(section, this::resolved))
                .toList();
        return running.isEmpty()
                ? resolved
                : resolved.stream()
                        .map(section -> section.with(EveryParagraph.inside(section.body(), this::offered)))
                        .toList();
    }

    private Paragraph resolved(Paragraph p) {
        return p.inlines().stream().anyMatch(CrossReferences::waits) ? p.with(inlines(p.inlines())) : p;
    }

    private static boolean waits(Inline inline) {
        return inline instanceof Pending
                || inline instanceof Link link && link.inlines().stream().anyMatch(CrossReferences::waits);
    }

    private List<Inline> inlines(List<Inline> inlines) {
        List<Inline> resolved = new ArrayList<>();
        for (Inline inline : inlines) {
            if (inline instanceof Pending pending) {
                resolved.addAll(results.computeIfAbsent(pending.request(), number -> result(requests.get(number))));
            } else if (inline instanceof Link link && waits(link)) {
                List<Inline> inner = inlines(link.inlines());
                resolved.add(new Link(
                        link.target(), link.external(), ParagraphText.of(inner).strip(), inner));
            } else {
                resolved.add(inline);
            }
        }
        return resolved;
    }

    private List<Inline> result(Request request) {
        Runnable back = problems.bookmark();
        request.place().run();
        try {
            return switch (request.words().get(0).toUpperCase(Locale.ROOT)) {
                case "STYLEREF" -> style(request);
                case "PAGEREF" -> page(request);
                default -> bookmark(request);
            };
        } finally {
            back.run();
        }
    }

    private List<Inline> page(Request request) {
        String name = argument(request);
        if (places.bookmark(name).isEmpty()) {
            return missing(request);
        }
        return List.of(new PageOf(name, ParagraphText.of(request.shown()), request.look()));
    }

    private List<Inline> bookmark(Request request) {
        String name = argument(request);
        Optional<ReadPlaces.Bookmark> found = places.bookmark(name);
        if (found.isEmpty()) {
            return missing(request);
        }
        ReadPlaces.Bookmark bookmark = found.get();
        String text;
        if (request.words().get(0).equalsIgnoreCase("NOTEREF")) {
            text = bookmark.note();
        } else if (has(request, "\\r") || has(request, "\\n") || has(request, "\\w")) {
            text = number(request, bookmark.place());
        } else if (has(request, "\\p")) {
            text = "";
        } else {
            text = bookmark.text();
        }
        boolean empty = text.isBlank() && !has(request, "\\p");
        if (empty) {
            problems.add("rendering.draft.reference-empty", name, ParagraphText.of(request.shown()));
            return List.of();
        }
        if (has(request, "\\p")) {
            String side = bookmark.order() < request.order() ? "oben" : "unten";
            text = text.isBlank() ? side : text + " " + side;
        }
        List<Inline> written = written(request, text);
        return has(request, "\\h") && !request.decoration()
                ? List.of(new Link(name, false, text.strip(), written))
                : written;
    }

    private List<Inline> missing(Request request) {
        problems.add("rendering.draft.reference-target", argument(request), ParagraphText.of(request.shown()));
        return List.of();
    }

    /** Number of a paragraph without, in relative or in full context (17.16.5.51). */
    private String number(Request request, @Nullable ReadPlace place) {
        if (place == null || place.path().isEmpty()) {
            return "";
        }
        List<ListNumbering.Step> path = place.path();
        String number;
        if (has(request, "\\n")) {
            number = path.get(path.size() - 1).text();
        } else {
            List<ListNumbering.Step> steps = ListNumbering.context(path);
            if (has(request, "\\r") && request.at() != null) {
                steps = ListNumbering.relative(steps, request.at().path());
            }
            StringBuilder text = new StringBuilder();
            steps.forEach(step -> text.append(step.text()));
            number = text.toString();
        }
        number = number.strip().replaceFirst("\\.+$", "");
        return has(request, "\\t") ? number.replaceAll("^[^\\d]+", "") : number;
    }

    private List<Inline> style(Request request) {
        String name = argument(request);
        List<ReadPlace> styled = places.styled(name);
        boolean numbered = has(request, "\\n") || has(request, "\\r") || has(request, "\\w");
        if (styled.isEmpty()) {
            problems.add("rendering.draft.reference-style", name, ParagraphText.of(request.shown()));
            return List.of();
        }
        if (request.decoration()) {
            Function<ReadPlace, String> shown =
                    place -> numbered ? number(request, place) : place.text().strip();
            if (styled.stream().map(shown).distinct().count() > 1) {
                return running(request, styled, shown);
            }
        }
        ReadPlace nearest = styled.get(0);
        for (ReadPlace place : styled) {
            if (place.order() < request.order()) {
                nearest = place;
            }
        }
        String text = has(request, "\\p") && !numbered
                ? nearest.order() < request.order() ? "oben" : "unten"
                : numbered ? number(request, nearest) : nearest.text().strip();
        if (text.isBlank()) {
            problems.add("rendering.draft.reference-empty", name, ParagraphText.of(request.shown()));
            return List.of();
        }
        return written(request, text);
    }

    /** What differs from page to page is known when pages are set: each paragraph offers its text. */
    private List<Inline> running(Request request, List<ReadPlace> styled, Function<ReadPlace, String> shown) {
        if (styled.stream().anyMatch(place -> place.number() == 0)) {
            problems.add("rendering.draft.reference-page", argument(request));
            return List.of();
        }
        String name = "running" + (running.size() + 1);
        Map<Integer, String> texts = new HashMap<>();
        styled.forEach(place -> texts.put(place.number(), FieldFormats.cased(request.words(), shown.apply(place))));
        // Before the first of them Word looks ahead.
        texts.putIfAbsent(1, texts.get(styled.get(0).number()));
        texts.values().forEach(text -> GlyphFallback.covered(text, request.look(), problems));
        running.put(name, texts);
        return List.of(new RunningText(name, has(request, "\\l"), request.look()));
    }

    /** Gives paragraphs of the text what headers and footers ask of them. */
    private Paragraph offered(Paragraph p) {
        Map<String, String> offers = new LinkedHashMap<>();
        running.forEach((name, texts) -> {
            String text = texts.get(p.number());
            if (text != null) {
                offers.put(name, text);
            }
        });
        if (offers.isEmpty()) {
            return p;
        }
        ParagraphFormat look = p.look().copy();
        look.running = offers;
        return p.with(look);
    }

    /** What Word showed stays as it is formatted where it still says the same. */
    private List<Inline> written(Request request, String text) {
        String formatted = FieldFormats.cased(request.words(), text);
        if (ParagraphText.of(request.shown()).equals(formatted)
                && request.shown().stream().noneMatch(CrossReferences::waits)) {
            return request.shown();
        }
        return List.copyOf(GlyphFallback.covered(formatted, request.look(), problems));
    }

    private static boolean has(Request request, String option) {
        return request.words().stream().skip(1).anyMatch(word -> word.equalsIgnoreCase(option));
    }

    private static String argument(Request request) {
        return request.words().size() > 1 ? request.words().get(1) : "";
    }
}
