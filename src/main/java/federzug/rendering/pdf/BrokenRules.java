package federzug.rendering.pdf;

import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.jspecify.annotations.Nullable;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/**
 * Says in German which rule of PDF/A-2a (ISO 19005-2) or PDF/UA-1 (ISO 14289-1) a document breaks, and where: veraPDF names
 * objects, whose page and text are looked up here.
 */
final class BrokenRules implements AutoCloseable {
    private static final Texts TEXTS = Texts.german();
    private static final int QUOTE = 40;
    private static final Pattern PAGE = Pattern.compile("/pages\\[(\\d+)]");
    private static final Pattern OBJECT = Pattern.compile("\\((\\d+) (\\d+) obj");

    /** By the beginning of a clause; of several the longest. */
    private static final Map<String, String> SENTENCES = sentences();

    private final byte[] bytes;
    private @Nullable PDDocument document;
    private final Map<PDPage, Map<Integer, String>> words = new LinkedHashMap<>();

    BrokenRules(byte[] pdf) {
        this.bytes = pdf;
    }

    private static Map<String, String> sentences() {
        Map<String, String> all = new LinkedHashMap<>();
        put(
                all,
                "rendering.rule.table",
                "7.2-3 7.2-4 7.2-5 7.2-6 7.2-7 7.2-8 7.2-9 7.2-10 7.2-11 7.2-12 7.2-13 7.2-14");
        put(all, "rendering.rule.table", "7.2-15 7.2-16 7.2-36 7.2-37 7.2-38 7.2-39 7.2-41 7.2-42 7.2-43 7.5-");
        put(all, "rendering.rule.list", "7.2-17 7.2-18 7.2-19 7.2-20 7.2-40");
        put(all, "rendering.rule.contents", "7.2-26 7.2-27 7.2-28");
        put(
                all,
                "rendering.rule.language",
                "7.2-2 7.2-21 7.2-22 7.2-23 7.2-24 7.2-25 7.2-29 7.2-30 7.2-31 7.2-32 7.2-33");
        put(all, "rendering.rule.language", "7.2-34 6.7.4-");
        put(all, "rendering.rule.figure", "7.3- 7.7-");
        put(all, "rendering.rule.heading", "7.4.");
        put(all, "rendering.rule.note", "7.9-");
        put(all, "rendering.rule.link", "7.18.5-");
        put(all, "rendering.rule.field", "7.15- 7.18.1-3 7.18.4- 6.4.");
        put(all, "rendering.rule.annotation", "7.18. 6.3. 6.5.");
        put(
                all,
                "rendering.rule.structure",
                "6.2- 7.1-1 7.1-2 7.1-3 7.1-4 7.1-5 7.1-6 7.1-7 7.1-11 7.1-12 7.20- 6.7.2. 6.7.3.");
        put(all, "rendering.rule.properties", "5- 7.1-8 7.1-9 7.1-10 6.6.");
        put(all, "rendering.rule.font", "7.21. 6.2.11.");
        put(all, "rendering.rule.picture", "6.2.3- 6.2.4. 6.2.5- 6.2.6- 6.2.8 6.2.9- 6.2.10-");
        put(all, "rendering.rule.file", "6.1- 6.1. 6.2.2- 6.9- 6.10- 6.11- 7.10- 7.16-");
        put(all, "rendering.rule.attachment", "6.8- 7.11-");
        return Map.copyOf(all);
    }

    private static void put(Map<String, String> all, String code, String clauses) {
        for (String clause : clauses.split(" ", -1)) {
            all.put(clause, code);
        }
    }

    /** @param rule clause and number, for example 7.2-43 */
    static String code(String rule) {
        return SENTENCES.entrySet().stream()
                .filter(entry -> entry.getKey().matches(".*-\\d+")
                        ? rule.equals(entry.getKey())
                        : rule.startsWith(entry.getKey()))
                .max((a, b) -> Integer.compare(a.getKey().length(), b.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse("rendering.pdf.rule-broken");
    }

    Notice notice(PDFAFlavour flavour, TestAssertion assertion) {
        String rule =
                assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
        return Notice.error(code(rule), place(assertion.getLocation().getContext()), flavour.toString(), rule);
    }

    /** @param context the way to the object, for example root/document[0]/…(12 0 obj SETD) */
    Place place(String context) {
        List<String> parts = new ArrayList<>();
        try {
            Optional<PDStructureElement> element = element(context);
            Matcher named = PAGE.matcher(context);
            int number = named.find()
                    ? Integer.parseInt(named.group(1)) + 1
                    : element.map(this::pageOf).orElse(0);
            if (number > 0) {
                parts.add(TEXTS.text("rendering.place.page", number));
            }
            String text = element.map(this::text).orElse("").strip().replaceAll("\\s+", " ");
            if (!text.isEmpty()) {
                String quoted = text.length() > QUOTE ? text.substring(0, QUOTE).strip() + " …" : text;
                parts.add(TEXTS.text("rendering.place.quote", quoted));
            }
        } catch (IOException | RuntimeException e) {
            // The rule is reported all the same.
        }
        return Place.in("", String.join(": ", parts));
    }

    /** The innermost structure element on the way. */
    private Optional<PDStructureElement> element(String context) throws IOException {
        Optional<PDStructureElement> found = Optional.empty();
        Matcher object = OBJECT.matcher(context);
        while (object.find()) {
            COSObjectKey key = new COSObjectKey(Long.parseLong(object.group(1)), Integer.parseInt(object.group(2)));
            if (document().getDocument().getObjectFromPool(key).getObject() instanceof COSDictionary dictionary
                    && dictionary.containsKey(COSName.S)
                    && dictionary.containsKey(COSName.P)) {
                found = Optional.of(new PDStructureElement(dictionary));
            }
        }
        return found;
    }

    private PDDocument document() throws IOException {
        if (document == null) {
            document = Loader.loadPDF(bytes);
        }
        return Objects.requireNonNull(document);
    }

    /** @return one-based, 0 if it holds nothing that is painted */
    private int pageOf(PDStructureElement element) {
        PDPage page = element.getPage();
        if (page == null) {
            return element.getKids().stream()
                    .mapToInt(kid -> kid instanceof PDStructureElement inner
                            ? pageOf(inner)
                            : kid instanceof PDMarkedContentReference reference ? numberOf(reference.getPage()) : 0)
                    .filter(number -> number > 0)
                    .findFirst()
                    .orElse(0);
        }
        return numberOf(page);
    }

    private int numberOf(@Nullable PDPage page) {
        return page == null || document == null ? 0 : document.getPages().indexOf(page) + 1;
    }

    private String text(PDStructureElement element) {
        StringBuilder text = new StringBuilder();
        collect(element, null, text);
        String alternate = element.getAlternateDescription();
        return text.isEmpty() && alternate != null ? alternate : text.toString();
    }

    private void collect(PDStructureElement element, @Nullable PDPage above, StringBuilder text) {
        PDPage page = element.getPage() == null ? above : element.getPage();
        for (Object kid : element.getKids()) {
            if (text.length() > 4 * QUOTE) {
                return;
            }
            if (kid instanceof PDStructureElement inner) {
                collect(inner, page, text);
                text.append(' ');
            } else if (kid instanceof Integer number) {
                text.append(word(page, number));
            } else if (kid instanceof PDMarkedContentReference reference) {
                text.append(word(reference.getPage() == null ? page : reference.getPage(), reference.getMCID()));
            }
        }
    }

    private String word(@Nullable PDPage page, int number) {
        return page == null
                ? ""
                : words.computeIfAbsent(page, ScreenReaderText::words).getOrDefault(number, "");
    }

    @Override
    public void close() throws IOException {
        if (document != null) {
            document.close();
        }
    }
}
