package federzug.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.Matter;
import federzug.agreement.PressRelease;
import federzug.document.FilledDraft;
import federzug.document.InMemoryDocumentStore;
import federzug.document.Marks;
import federzug.drafting.Drafting;
import federzug.drafting.TemplateCatalogue;
import federzug.notice.NoticedException;
import federzug.notice.Texts;
import federzug.rendering.RenderingSettings.Proof;
import federzug.testkit.AMatter;
import federzug.testkit.ARelease;
import federzug.testkit.RenderingDocx;
import federzug.testkit.RenderingWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever the values are and however Word has split the template into runs: what the data say is what the filled Word
 * file says, and that is what the PDF says, letter by letter. {@code mvn -Pfuzz verify}, how many with
 * {@code -Dfuzz.documents}, and again the same with {@code -Dfuzz.seed}. {@link FilledTextIT} is its small share.
 */
class FilledTextFuzz {
    /** Seeds that follow one another would begin alike. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final String LETTERS = "abcdefghijklmnoprstuvwz äöüß ŁŠžćě »«„“–- <&>\"' # | / 1.5 § 2\u00a0x€ ";
    private static final List<String> LOOKS = List.of(
            "",
            "",
            "<w:b/>",
            "<w:i/>",
            "<w:caps/>",
            "<w:smallCaps/>",
            "<w:strike/>",
            "<w:u w:val='single'/>",
            "<w:sz w:val='28'/>",
            "<w:color w:val='1F4E79'/>",
            "<w:vertAlign w:val='superscript'/>",
            "<w:highlight w:val='yellow'/>");

    private final InMemoryDocumentStore store = new InMemoryDocumentStore();
    private final Clock clock = Clock.fixed(Instant.parse("2021-12-01T10:00:00Z"), ZoneId.of("Europe/Berlin"));
    private final Rendering rendering = new Rendering(store, clock, new RenderingSettings(Proof.NEVER));

    @TempDir
    Path folder;

    /** @param refused those with a value that nobody could set, such as an unknown letter */
    public record Outcome(long seed, int same, int refused) {}

    /** A piece of a template and what it becomes. */
    private record Piece(String template, String filled) {}

    @Test
    void whatTheDataSayIsWhatThePdfSays() throws IOException {
        System.out.println(
                run(folder, Long.getLong("fuzz.seed", System.nanoTime()), Integer.getInteger("fuzz.documents", 2000)));
    }

    Outcome run(Path templates, long seed, int documents) throws IOException {
        Drafting drafting = new Drafting(new InFolder(templates), store);
        int same = 0;
        int refused = 0;
        for (long one = seed; one < seed + documents; one++) {
            Random random = new Random(one * SPREAD);
            boolean tame = random.nextInt(4) > 0;
            List<String> quotes = List.of(value(random, tame), value(random, tame));
            String headline = value(random, tame);
            Matter matter = AMatter.like(AMatter.crimmitschau())
                    .release(old -> saying(old, headline, quotes))
                    .build();
            StringBuilder expected = new StringBuilder();
            Files.write(templates.resolve("vorlage.docx"), template(random, headline, quotes, expected));
            try {
                FilledDraft draft = drafting.fillRelease(matter);
                byte[] docx = store.bytes(draft.content().digest());
                byte[] pdf = store.bytes(
                        rendering.render(draft, Marks.NONE).content().digest());
                assertThat(ReadBack.bare(
                                String.join("", RenderingWords.of(docx)).replace(RenderingWords.SIGN, '*')))
                        .as("values in the Word file: -Dfuzz.documents=1 -Dfuzz.seed=%s", one)
                        .isEqualTo(ReadBack.bare(expected.toString()));
                ReadBack.assertNothingLost(docx, pdf);
                same++;
            } catch (NoticedException e) {
                assertThat(tame)
                        .as(
                                "-Dfuzz.documents=1 -Dfuzz.seed=%s: %s",
                                one,
                                e.notices().stream().map(Texts.german()::line).toList())
                        .isFalse();
                refused++;
            } catch (AssertionError e) {
                throw new AssertionError("-Dfuzz.documents=1 -Dfuzz.seed=" + one, e);
            }
        }
        return new Outcome(seed, same, refused);
    }

    private static byte[] template(Random random, String headline, List<String> quotes, StringBuilder expected) {
        List<Piece> pieces = List.of(
                new Piece(
                        "Am ${datum | lang}: ${ueberschrift}.",
                        "Am 1. Dezember 2021: " + headline + (headline.endsWith(".") ? "" : ".")),
                new Piece("${#wenn beginn}um ${beginn | uhrzeit}${#sonst}nie${/wenn}", "um 11:00 Uhr"),
                new Piece("${#je z in zitate}[${z.text}]${/je}", "[" + String.join("][", quotes) + "]"),
                new Piece("${ueberschrift}${ueberschrift}", headline + headline),
                new Piece("Nur Text & nichts <sonst>", "Nur Text & nichts <sonst>"));
        StringBuilder body = new StringBuilder(RenderingDocx.styled("Titel", "Titel"));
        expected.append("Titel");
        for (int i = 2 + random.nextInt(6); i > 0; i--) {
            Piece piece = pieces.get(random.nextInt(pieces.size()));
            switch (random.nextInt(5)) {
                case 0 -> {
                    body.append("<w:tbl><w:tblGrid><w:gridCol w:w='4500'/><w:gridCol w:w='4500'/></w:tblGrid>")
                            .append("<w:tr><w:trPr><w:tblHeader/></w:trPr>")
                            .append(cell(paragraph("", "Feld", random)))
                            .append(cell(paragraph("", "Wert", random)))
                            .append("</w:tr><w:tr>")
                            .append(cell(paragraph("", "hier", random)))
                            .append(cell(paragraph("", piece.template(), random)))
                            .append("</w:tr></w:tbl>");
                    expected.append("FeldWerthier").append(piece.filled());
                }
                case 1 -> {
                    body.append(paragraph(
                            "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>", piece.template(), random));
                    expected.append(piece.filled());
                }
                case 2 -> {
                    body.append(paragraph("<w:jc w:val='both'/>", piece.template(), random));
                    expected.append(piece.filled());
                }
                default -> {
                    body.append(paragraph("", piece.template(), random));
                    expected.append(piece.filled());
                }
            }
        }
        Piece noted = pieces.get(random.nextInt(pieces.size()));
        body.append("<w:p><w:r><w:t>Noch</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>");
        expected.append("Noch**").append(noted.filled());
        String mark = "<w:r><w:footnoteRef/></w:r>";
        return RenderingDocx.withBody(
                        body + "<w:p><w:pPr><w:sectPr><w:headerReference w:type='default' r:id='rIdkopf'/></w:sectPr>"
                                + "</w:pPr></w:p>")
                .titled("Titel")
                .header(paragraph("", "Stand: ${datum | lang} & ${ansprechperson.name}, Łužica", random))
                .with("settings", "settings", random.nextBoolean() ? "<w:autoHyphenation/>" : "")
                .with(
                        "numbering",
                        "numbering",
                        "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt"
                                + " w:val='decimal'/><w:lvlText w:val='(%1)'/></w:lvl></w:abstractNum>"
                                + "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>")
                .with(
                        "footnotes",
                        "footnotes",
                        "<w:footnote w:id='2'>"
                                + paragraph("", noted.template(), random).replaceFirst("<w:r>", mark + "<w:r>")
                                + "</w:footnote>")
                .bytes();
    }

    private static String cell(String paragraph) {
        return "<w:tc><w:tcPr><w:tcW w:w='4500' w:type='dxa'/></w:tcPr>" + paragraph + "</w:tc>";
    }

    /** Split into runs anywhere, also within a mark, each with a look of its own. */
    private static String paragraph(String properties, String text, Random random) {
        StringBuilder runs = new StringBuilder("<w:p><w:pPr>" + properties + "</w:pPr>");
        for (int from = 0; from < text.length(); ) {
            int to = Math.min(text.length(), from + 1 + random.nextInt(14));
            runs.append("<w:r><w:rPr>")
                    .append(LOOKS.get(random.nextInt(LOOKS.size())))
                    .append("</w:rPr><w:t xml:space='preserve'>")
                    .append(text.substring(from, to).replace("&", "&amp;").replace("<", "&lt;"))
                    .append("</w:t></w:r>");
            from = to;
        }
        return runs.append("</w:p>").toString();
    }

    private static String value(Random random, boolean tame) {
        StringBuilder value = new StringBuilder("x");
        int word = 0;
        for (int i = random.nextInt(120); i >= 0; i--) {
            char letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
            word = letter == ' ' ? 0 : word + 1;
            boolean strange = !tame && random.nextInt(60) == 0;
            value.append(
                    word > 8
                            ? " "
                            : strange
                                    ? Character.toString(1 + random.nextInt(0x2FFF))
                                    : random.nextInt(60) == 0 ? "\n" : String.valueOf(letter));
            word = word > 8 ? 0 : word;
        }
        return value.append('.').toString();
    }

    private static PressRelease saying(PressRelease old, String headline, List<String> quotes) {
        List<PressRelease.Quote> said = new ArrayList<>();
        for (int i = 0; i < quotes.size(); i++) {
            PressRelease.Quote quote = old.quotes().get(i);
            said.add(new PressRelease.Quote(quote.person(), quotes.get(i), quote.approval()));
        }
        return ARelease.like(old).headline(headline).quotes(said).build();
    }

    private record InFolder(Path folder) implements TemplateCatalogue {
        @Override
        public List<String> names() {
            return List.of("medieninformation");
        }

        @Override
        public Path template(String name) {
            return folder.resolve("vorlage.docx");
        }
    }
}
