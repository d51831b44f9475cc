package federzug.agreement;

import federzug.notice.Place;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A YAML 1.2 file as {@link Written}. Built from the parser's events and not by the library's constructor: every value
 * keeps the text as written and its line, and anchors, aliases, tags and deep nesting are refused before they cost
 * anything.
 */
final class YamlDocument {
    private static final int DEEPEST = 20;
    private static final Set<String> NOTHING = Set.of("", "null", "~");

    private final String file;
    private final Problems problems;
    private final Iterator<Event> events;

    private YamlDocument(String file, Problems problems, Iterator<Event> events) {
        this.file = file;
        this.problems = problems;
        this.events = events;
    }

    /** @return empty if the text is no YAML; what is wrong is then among the problems */
    static Optional<Written> read(String text, String file, Problems problems) {
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(file).build();
            Iterator<Event> events = new Parse(settings).parseString(text).iterator();
            return new YamlDocument(file, problems, events).document();
        } catch (ReaderException e) {
            int line = lineAt(text, e.getPosition());
            problems.error("agreement.yaml.character", new Place(file, line, ""), codePoint(e.getCodePoint()));
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            syntax(text, mark.map(Mark::getLine).orElse(0), file, problems);
        } catch (YamlEngineException e) {
            problems.error("agreement.yaml.syntax", Place.file(file), "");
        } catch (Refused e) {
            problems.error(e.code, new Place(file, e.line, ""));
        }
        return Optional.empty();
    }

    private Optional<Written> document() {
        Event event = next();
        while (event.getEventId() == Event.ID.StreamStart || event.getEventId() == Event.ID.DocumentStart) {
            event = next();
        }
        if (event.getEventId() == Event.ID.StreamEnd) {
            problems.error("agreement.yaml.empty", Place.file(file));
            return Optional.empty();
        }
        Written written = value(event, "", line(event), 0);
        next();
        Event after = next();
        if (after.getEventId() == Event.ID.DocumentStart) {
            throw new Refused("agreement.yaml.second-document", line(after));
        }
        return Optional.of(written);
    }

    private Written value(Event event, String path, int keyLine, int depth) {
        if (event instanceof AliasEvent
                || (event instanceof NodeEvent node && node.getAnchor().isPresent())) {
            throw new Refused("agreement.yaml.alias", line(event));
        }
        if (depth > DEEPEST) {
            throw new Refused("agreement.yaml.too-deep", line(event));
        }
        Written written;
        if (event instanceof ScalarEvent scalar) {
            refuseTag(scalar.getTag(), event);
            boolean empty = scalar.isPlain() && NOTHING.contains(scalar.getValue());
            int line = scalar.isPlain() && scalar.getValue().isEmpty() ? keyLine : line(event);
            written = new Written.Text(new Place(file, line, path), scalar.getValue(), empty);
        } else if (event instanceof SequenceStartEvent start) {
            refuseTag(start.getTag(), event);
            written = new Written.Items(new Place(file, keyLine, path), items(path, depth));
        } else {
            refuseTag(((MappingStartEvent) event).getTag(), event);
            written = new Written.Block(new Place(file, keyLine, path), entries(path, depth));
        }
        problems.stands(written.place());
        return written;
    }

    private List<Written> items(String path, int depth) {
        List<Written> items = new ArrayList<>();
        for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
            items.add(value(event, path + "[" + items.size() + "]", line(event), depth + 1));
        }
        return items;
    }

    private Map<String, Written> entries(String path, int depth) {
        Map<String, Written> entries = new LinkedHashMap<>();
        for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
            if (!(event instanceof ScalarEvent key)) {
                throw new Refused("agreement.yaml.key", line(event));
            }
            String inner = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
            Written value = value(next(), inner, line(event), depth + 1);
            if (entries.putIfAbsent(key.getValue(), value) != null) {
                problems.error("agreement.key.twice", new Place(file, line(event), inner));
            }
        }
        return entries;
    }

    private Event next() {
        return events.next();
    }

    private static void refuseTag(Optional<String> tag, Event event) {
        if (tag.isPresent()) {
            throw new Refused("agreement.yaml.tag", line(event));
        }
    }

    private static int line(Event event) {
        return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    /** The usual mistakes have advice of their own, found by looking at the line and not at the parser's words. */
    private static void syntax(String text, int zeroBasedLine, String file, Problems problems) {
        List<String> lines = text.lines().toList();
        String written = zeroBasedLine < lines.size() ? lines.get(zeroBasedLine) : "";
        Place place = new Place(file, zeroBasedLine + 1, "");
        String content = written.strip();
        String code;
        if (written.substring(0, written.length() - written.stripLeading().length())
                .contains("\t")) {
            code = "agreement.yaml.tab";
        } else if (content.split(":\\s", -1).length > 2 && !content.contains("{")) {
            code = "agreement.yaml.colon";
        } else {
            code = "agreement.yaml.syntax";
        }
        problems.error(code, place, content.length() > 80 ? content.substring(0, 80) + "…" : content);
    }

    private static int lineAt(String text, int position) {
        int line = 1;
        for (int i = 0; i < Math.min(position, text.length()); i++) {
            line += text.charAt(i) == '\n' ? 1 : 0;
        }
        return line;
    }

    static String codePoint(int codePoint) {
        return String.format("U+%04X", codePoint);
    }

    /** Ends the reading of this file; never leaves this class. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String code;
        private final int line;

        Refused(String code, int line) {
            super(code);
            this.code = code;
            this.line = line;
        }
    }
}
