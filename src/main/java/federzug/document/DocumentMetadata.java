package federzug.document;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a PDF says about itself: its XMP packet and its information dictionary (ISO 32000-1, 14.3). Compared by what they
 * say, so that a program that merely saves the file changes nothing.
 */
public final class DocumentMetadata {
    private static final String XMP = "{http://ns.adobe.com/xap/1.0/}";
    private static final String MANAGEMENT = "{http://ns.adobe.com/xap/1.0/mm/}";
    private static final String PDF = "{http://ns.adobe.com/pdf/1.3/}";
    private static final String DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}";

    /** When, by which program and under which number a file was saved. */
    private static final Set<String> SAVING = Set.of(
            XMP + "ModifyDate",
            XMP + "MetadataDate",
            MANAGEMENT + "InstanceID",
            MANAGEMENT + "DocumentID",
            MANAGEMENT + "OriginalDocumentID",
            MANAGEMENT + "VersionID",
            MANAGEMENT + "History",
            PDF + "Producer",
            PDF + "PDFVersion");

    private static final Set<String> SAVING_INFORMATION = Set.of("ModDate", "Producer");

    /** Entries of the information dictionary and the statements that say the same (ISO 19005-1, 6.7.3). */
    private static final Map<String, String> COUNTERPARTS = Map.of(
            "Title", DUBLIN_CORE + "title",
            "Author", DUBLIN_CORE + "creator",
            "Subject", DUBLIN_CORE + "description",
            "Keywords", PDF + "Keywords",
            "Creator", XMP + "CreatorTool",
            "CreationDate", XMP + "CreateDate",
            "Trapped", PDF + "Trapped");

    private static final Pattern PDF_DATE =
            Pattern.compile("D?:?(\\d{4})(\\d\\d)?(\\d\\d)?(\\d\\d)?(\\d\\d)?(\\d\\d)?([-+Z])?(\\d\\d)?'?(\\d\\d)?'?");

    private final byte @Nullable [] packet;
    private final Optional<XmpStatements> statements;
    private final Map<String, String> information;

    private DocumentMetadata(byte @Nullable [] packet, Map<String, String> information) {
        this.packet = packet;
        this.statements = packet == null ? Optional.empty() : XmpStatements.read(packet);
        this.information = new TreeMap<>(information);
    }

    /**
     * @param packet the unpacked XMP stream of the catalog; null if there is none
     * @param information entries of the information dictionary, their text decoded
     */
    public static DocumentMetadata of(byte @Nullable [] packet, Map<String, String> information) {
        return new DocumentMetadata(packet == null ? null : packet.clone(), information);
    }

    /**
     * What another revision of the same document says otherwise.
     *
     * @param statements names of XMP properties, with their usual prefix; {@code XMP} if a packet cannot be read
     * @param information names of entries of the information dictionary
     */
    public record Difference(List<String> statements, List<String> information) {
        public Difference {
            statements = List.copyOf(statements);
            information = List.copyOf(information);
        }

        public boolean isNone() {
            return statements.isEmpty() && information.isEmpty();
        }
    }

    /** Compares with a later revision; what programs note while saving is left out. */
    public Difference differenceTo(DocumentMetadata later) {
        return new Difference(differingStatements(later), differingInformation(later));
    }

    private List<String> differingStatements(DocumentMetadata later) {
        if (Arrays.equals(packet, later.packet)) {
            return List.of();
        }
        boolean unreadable =
                packet != null && statements.isEmpty() || later.packet != null && later.statements.isEmpty();
        if (unreadable) {
            return List.of("XMP");
        }
        Map<String, List<XmpStatements.Value>> then = values();
        Map<String, List<XmpStatements.Value>> now = later.values();
        Set<String> names = new TreeSet<>(then.keySet());
        names.addAll(now.keySet());
        names.removeAll(SAVING);
        List<String> differing = new ArrayList<>();
        for (String name : names) {
            List<XmpStatements.Value> was = then.getOrDefault(name, List.of());
            List<XmpStatements.Value> is = now.getOrDefault(name, List.of());
            boolean same = same(was, is) || was.isEmpty() && saysNothingNew(name, is);
            if (!same) {
                differing.add(shortName(name));
            }
        }
        return differing;
    }

    private Map<String, List<XmpStatements.Value>> values() {
        return statements.map(XmpStatements::values).orElse(Map.of());
    }

    private static boolean same(List<XmpStatements.Value> was, List<XmpStatements.Value> is) {
        boolean equal = was.size() == is.size();
        for (int i = 0; equal && i < was.size(); i++) {
            String then = was.get(i).text();
            String now = is.get(i).text();
            equal = was.get(i).canonical().equals(is.get(i).canonical()) || isSameDate(then, now);
        }
        return equal;
    }

    /** Programs that add or complete a packet repeat in it what the information dictionary says. */
    private boolean saysNothingNew(String name, List<XmpStatements.Value> added) {
        if (added.size() != 1) {
            return false;
        }
        String text = added.get(0).text();
        if (text == null) {
            return false;
        }
        if (name.equals(DUBLIN_CORE + "format")) {
            return text.equals("application/pdf");
        }
        return COUNTERPARTS.entrySet().stream()
                .filter(pair -> pair.getValue().equals(name))
                .anyMatch(pair -> says(text, information.get(pair.getKey()), pair.getKey()));
    }

    private List<String> differingInformation(DocumentMetadata later) {
        Set<String> names = new TreeSet<>(information.keySet());
        names.addAll(later.information.keySet());
        names.removeAll(SAVING_INFORMATION);
        List<String> differing = new ArrayList<>();
        for (String name : names) {
            String was = information.get(name);
            String is = later.information.get(name);
            boolean same = Objects.equals(was, is)
                    || was != null && isSameDate(was, is)
                    || was == null && is != null && saysNothingNew(name, is);
            if (!same) {
                differing.add(name);
            }
        }
        return differing;
    }

    private boolean saysNothingNew(String name, String added) {
        String counterpart = COUNTERPARTS.get(name);
        List<XmpStatements.Value> said = counterpart == null ? null : values().get(counterpart);
        String text = said == null || said.size() != 1 ? null : said.get(0).text();
        return says(added, text, name);
    }

    /** An empty text says nothing; nor does a date of making where none was given, or "not trapped". */
    private static boolean says(String added, @Nullable String known, String name) {
        return added.isEmpty()
                || added.equals(known)
                || isSameDate(added, known)
                || known == null && name.equals("CreationDate")
                || known == null
                        && name.equals("Trapped")
                        && Set.of("False", "Unknown").contains(added);
    }

    private static boolean isSameDate(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return false;
        }
        Optional<OffsetDateTime> time = time(one);
        return time.isPresent()
                && time(other).filter(same -> same.isEqual(time.get())).isPresent();
    }

    /** ISO 8601 as in XMP, or ISO 32000-1, 7.9.4. */
    private static Optional<OffsetDateTime> time(String text) {
        try {
            if (text.contains("T")) {
                boolean zoned = text.matches(".*(Z|[-+]\\d\\d:\\d\\d)");
                return Optional.of(
                        zoned
                                ? OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                                : LocalDateTime.parse(text).atOffset(ZoneOffset.UTC));
            }
            Matcher date = PDF_DATE.matcher(text);
            if (!date.matches() || date.group(6) == null) {
                return Optional.empty();
            }
            LocalDateTime local = LocalDateTime.of(
                    number(date, 1),
                    number(date, 2),
                    number(date, 3),
                    number(date, 4),
                    number(date, 5),
                    number(date, 6));
            int sign = "-".equals(date.group(7)) ? -1 : 1;
            return Optional.of(
                    local.atOffset(ZoneOffset.ofHoursMinutes(sign * number(date, 8), sign * number(date, 9))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(Matcher date, int group) {
        return date.group(group) == null ? 0 : Integer.parseInt(date.group(group));
    }

    private static String shortName(String name) {
        Map<String, String> prefixes = new LinkedHashMap<>();
        prefixes.put(XMP, "xmp:");
        prefixes.put(MANAGEMENT, "xmpMM:");
        prefixes.put(PDF, "pdf:");
        prefixes.put(DUBLIN_CORE, "dc:");
        return prefixes.entrySet().stream()
                .filter(prefix -> name.startsWith(prefix.getKey()))
                .map(prefix ->
                        prefix.getValue() + name.substring(prefix.getKey().length()))
                .findFirst()
                .orElse(name.substring(name.indexOf('}') + 1));
    }
}
