package federzug.drafting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.agreement.Agreement;
import federzug.agreement.Matter;
import federzug.agreement.Municipality;
import federzug.document.Digest;
import federzug.document.FilledDraft;
import federzug.document.InMemoryDocumentStore;
import federzug.testkit.AMatter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A template that was read before fills as one that is read anew. */
class TemplateShelfTest {
    private static final Path TEMPLATES = Path.of("templates");

    @TempDir
    Path folder;

    private final InMemoryDocumentStore store = new InMemoryDocumentStore();

    @Test
    void documentsDoNotDependOnWhatTheirTemplateFilledBefore() {
        Drafting one = drafting(TEMPLATES);
        for (int i = 0; i < 3; i++) {
            for (Matter matter : List.of(town("Werdau"), AMatter.crimmitschau(), town("Glauchau"))) {
                assertThat(one.fill(matter, matter.agreements().get(0)))
                        .isEqualTo(drafting(TEMPLATES)
                                .fill(matter, matter.agreements().get(0)));
                assertThat(one.fillRelease(matter))
                        .isEqualTo(drafting(TEMPLATES).fillRelease(matter));
            }
        }
    }

    @Test
    void severalThreadsGetTheSameDocumentsAsOne() throws Exception {
        Drafting shared = drafting(TEMPLATES);
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Matter> matters = new ArrayList<>();
            List<Future<FilledDraft>> filled = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                Matter matter = town("Stadt" + i % 7);
                matters.add(matter);
                Callable<FilledDraft> work =
                        () -> shared.fill(matter, matter.agreements().get(0));
                filled.add(pool.submit(work));
            }
            for (int i = 0; i < matters.size(); i++) {
                Matter matter = matters.get(i);
                assertThat(filled.get(i).get())
                        .isEqualTo(drafting(TEMPLATES)
                                .fill(matter, matter.agreements().get(0)));
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aChangedTemplateOrFieldListCountsAtOnce() throws IOException {
        Path own = Files.createDirectories(folder.resolve("kooperationsvereinbarung"));
        Files.write(
                own.resolve("vorlage.docx"),
                WordFile.of("Alt", "${kommune.landkreis}").bytes());
        Drafting drafting = drafting(folder);
        Matter matter = AMatter.like(AMatter.crimmitschau()).build();
        Agreement agreement = new Agreement("a", "kooperationsvereinbarung", matter.municipalities(), List.of());
        assertThat(text(drafting.fill(matter, agreement))).contains("Alt");
        Files.write(
                own.resolve("vorlage.docx"),
                WordFile.of("Neu", "${kommune.landkreis}").bytes());
        assertThat(text(drafting.fill(matter, agreement))).contains("Neu").doesNotContain("Alt");
        Municipality bare = new Municipality("x", "X", Municipality.Status.VERBAND, "", null);
        Agreement empty = new Agreement("a", "kooperationsvereinbarung", List.of(bare), List.of());
        assertThatThrownBy(() -> drafting.fill(matter, empty)).isInstanceOf(DraftingException.class);
        Files.writeString(
                own.resolve("felder.yaml"),
                "felder:\n  - { name: kommune.landkreis, bedeutung: Kreis, beispiel: Zwickau, pflicht: nein }\n");
        assertThat(text(drafting.fill(matter, empty))).contains("Neu");
    }

    @Test
    void holdsNoMoreThanItsPlacesAndForgetsTheOneNotNeededForLongest() {
        TemplateShelf shelf = new TemplateShelf();
        for (int i = 0; i < 40; i++) {
            shelf.putBack(key(i), Template.read("v", WordFile.of("${datum}").bytes(), FieldList.none()));
        }
        assertThat(shelf.size()).isEqualTo(16);
        assertThat(shelf.take(key(0))).isEmpty();
        assertThat(shelf.take(key(39))).isPresent();
        assertThat(shelf.take(key(39))).as("in one pair of hands at a time").isEmpty();
    }

    private static TemplateShelf.Key key(int number) {
        Digest digest = Digest.of(String.valueOf(number).getBytes(StandardCharsets.UTF_8));
        return new TemplateShelf.Key("v", digest, digest);
    }

    private Drafting drafting(Path templates) {
        return new Drafting(new FolderTemplateCatalogue(new DraftingSettings(templates, 31)), store);
    }

    private String text(FilledDraft draft) {
        return DraftText.of("a", store.bytes(draft.content().digest())).joined();
    }

    private static Matter town(String name) {
        Matter base = AMatter.crimmitschau();
        Municipality town = new Municipality(
                "crimmitschau", name, Municipality.Status.STADT, "Zwickau", AMatter.CRIMMITSCHAU.councilDecision());
        Agreement agreed = base.agreements().get(0);
        return AMatter.like(base)
                .municipalities(town)
                .agreements(new Agreement(agreed.key(), agreed.template(), List.of(town), agreed.signatories()))
                .build();
    }
}
