package federzug.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each feature of Word that the manual calls covered occurs in a specimen; {@link SpecimensIT} proves of each specimen its
 * structure, its words, its place on the page and both standards.
 */
class SpecimenFeaturesTest {
    private static final Path SPECIMENS = Path.of("src/test/resources/federzug/rendering/specimens");
    private static final List<String> TEXTS = texts();

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '`',
            value = {
                "styles with inheritance → <w:basedOn ",
                "direct formatting → <w:rPr>.*?<w:b/>",
                "decimal numbers → <w:numFmt w:val=\"decimal\"",
                "letters → <w:numFmt w:val=\"lowerLetter\"",
                "roman numbers → <w:numFmt w:val=\"(lower|upper)Roman\"",
                "numbers with § → <w:lvlText w:val=\"§",
                "numbers of several levels → <w:lvlText w:val=\"[^\"]*%1[^\"]*%2",
                "legal numbers → <w:isLgl",
                "bullets → <w:numFmt w:val=\"bullet\"",
                "repeated header rows → <w:tblHeader",
                "cells merged horizontally → <w:gridSpan",
                "cells merged vertically → <w:vMerge",
                "widths of cells → <w:tcW",
                "borders of tables and cells → <w:(tblBorders|tcBorders)",
                "shading of cells → <w:tcPr>((?!</w:tcPr>).)*<w:shd",
                "margins of cells → <w:(tblCellMar|tcMar)",
                "tables in tables → <w:tc>((?!</w:tc>).)*<w:tbl>",
                "pictures in the line with alternate text → <wp:inline.*?<wp:docPr[^>]*descr=\"[^\"]+\"",
                "header of the first page → <w:headerReference[^>]*w:type=\"first\"",
                "header of even pages → <w:headerReference[^>]*w:type=\"even\"",
                "footers → <w:footerReference",
                "sections of another orientation → w:orient=\"landscape\"",
                "several sections → <w:pPr>((?!</w:pPr>).)*<w:sectPr",
                "tab left → <w:tab [^>]*w:val=\"(left|start)\"",
                "tab centre → <w:tab [^>]*w:val=\"center\"",
                "tab right → <w:tab [^>]*w:val=\"(right|end)\"",
                "tab decimal → <w:tab [^>]*w:val=\"decimal\"",
                "tab with leader → w:leader=\"dot\"",
                "borders of paragraphs → <w:pBdr",
                "shading of paragraphs → <w:pPr>((?!</w:pPr>).)*<w:shd",
                "line spacing by the font → w:lineRule=\"auto\"",
                "line spacing exact → w:lineRule=\"exact\"",
                "line spacing at least → w:lineRule=\"atLeast\"",
                "no space between paragraphs of one style → <w:contextualSpacing",
                "keep with next → <w:keepNext",
                "keep lines together → <w:keepLines",
                "widows → <w:widowControl",
                "page break in the text → <w:br w:type=\"page\"",
                "page break before → <w:pageBreakBefore",
                "links to the web → <w:hyperlink [^>]*r:id",
                "links within → <w:hyperlink [^>]*w:anchor",
                "bookmarks → <w:bookmarkStart",
                "footnotes → <w:footnoteReference",
                "PAGE → (?<![A-Z])PAGE(?![A-Z])",
                "NUMPAGES → NUMPAGES",
                "DATE → (?<![A-Z])DATE(?![A-Z])",
                "REF → (?<![A-Z])REF(?![A-Z])",
                "TOC → (?<![A-Z])TOC(?![A-Z])",
                "document properties → DOCPROPERTY|(?<![A-Z])TITLE(?![A-Z])",
                "soft hyphens → <w:softHyphen|\u00ad",
                "German hyphenation → <w:autoHyphenation",
                "language of a run → <w:rPr>((?!</w:rPr>).)*<w:lang",
                "superscript → <w:vertAlign w:val=\"superscript\"",
                "subscript → <w:vertAlign w:val=\"subscript\"",
                "small caps → <w:smallCaps",
                "highlight → <w:highlight w:val=\"yellow\"",
                "strike → <w:strike",
                "underline single → <w:u w:val=\"single\"",
                "underline double → <w:u w:val=\"double\"",
                "underline of other kinds → <w:u w:val=\"(dotted|wave|dash)",
                "symbols → <w:sym ",
                "hyphens that do not break → <w:noBreakHyphen",
            })
    void isInASpecimen(String feature, String xml) {
        Pattern pattern = Pattern.compile(xml, Pattern.DOTALL);
        assertThat(TEXTS).as(feature).anyMatch(text -> pattern.matcher(text).find());
    }

    @Test
    void picturesOfBothKindsAreInASpecimen() throws IOException {
        List<String> media =
                entries().filter(name -> name.startsWith("word/media/")).toList();
        assertThat(media).anyMatch(name -> name.endsWith(".png")).anyMatch(name -> name.matches(".*\\.jpe?g"));
    }

    @Test
    void specimensComeFromLibreOfficeAndFromOtherHands() throws IOException {
        try (Stream<Path> files = Files.list(SPECIMENS)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".docx"))
                    .toList();
            assertThat(names).filteredOn(name -> name.startsWith("hand-")).hasSizeGreaterThan(5);
            assertThat(names)
                    .filteredOn(name -> Files.exists(SPECIMENS.resolve(name.replace(".docx", ".fodt"))))
                    .hasSizeGreaterThan(7);
        }
    }

    private static Stream<String> entries() throws IOException {
        return files().flatMap(file -> {
            try (ZipFile zip = new ZipFile(file.toFile())) {
                return zip.stream().map(ZipEntry::getName).toList().stream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(SPECIMENS)) {
            return files.filter(file -> file.toString().endsWith(".docx")).toList().stream();
        }
    }

    /** The parts of all specimens that can hold text and its looks. */
    private static List<String> texts() {
        try {
            return files().flatMap(file -> {
                        try (ZipFile zip = new ZipFile(file.toFile())) {
                            return zip.stream()
                                    .filter(
                                            entry -> entry.getName()
                                                    .matches(
                                                            "word/(document|styles|numbering|settings|header\\d|footer\\d|footnotes)\\.xml"))
                                    .map(entry -> text(zip, entry))
                                    .toList()
                                    .stream();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(ZipFile zip, ZipEntry entry) {
        try {
            return new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
