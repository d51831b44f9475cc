package federzug.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link DocumentStore} does, wherever it keeps the bytes. */
abstract class DocumentStoreContract {
    static final byte[] TEXT = "Kooperationsvereinbarung".getBytes(StandardCharsets.UTF_8);

    /** A view of one store: whatever one view has put, the next one has. */
    abstract DocumentStore store();

    /** What it says of a document that is not there. */
    String missing() {
        return "document.store.missing";
    }

    @Test
    void givesBackTheBytes() throws IOException {
        Content content = store().put("vereinbarung.pdf", TEXT);

        assertThat(store().bytes(content.digest())).isEqualTo(TEXT);
        try (InputStream in = store().open(content.digest())) {
            assertThat(in.readAllBytes()).isEqualTo(TEXT);
        }
        assertThat(store().contains(content.digest())).isTrue();
        assertThat(content).isEqualTo(new Content(Digest.of(TEXT), "vereinbarung.pdf", TEXT.length));
    }

    @Test
    void keepsWhatItWasGivenHoweverTheCallerGoesOnWithIt() {
        byte[] given = TEXT.clone();
        Digest digest = store().put("a.pdf", given).digest();
        given[0] = 'X';
        store().bytes(digest)[0] = 'Y';

        assertThat(store().bytes(digest)).isEqualTo(TEXT);
    }

    @Test
    void theSameBytesAreOneDocumentUnderAnyName() {
        Content first = store().put("a.pdf", TEXT);
        Content second = store().put("b.pdf", TEXT);

        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(second.name()).isEqualTo("b.pdf");
        assertThat(store().bytes(first.digest())).isEqualTo(TEXT);
    }

    @Test
    void manyMayStoreTheSameAtOnce() {
        DocumentStore store = store();
        List<CompletableFuture<Content>> calls = new ArrayList<>(IntStream.range(0, 40)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> store.put("a.pdf", TEXT)))
                .toList());
        for (CompletableFuture<Content> call : calls) {
            assertThat(store.bytes(call.join().digest())).isEqualTo(TEXT);
        }
    }

    @Test
    void saysThatADocumentIsMissing() {
        Digest unknown = Digest.of(TEXT);
        assertThat(store().contains(unknown)).isFalse();
        assertThatThrownBy(() -> store().bytes(unknown))
                .isInstanceOf(DocumentException.class)
                .hasMessage(missing());
        assertThatThrownBy(() -> store().open(unknown))
                .isInstanceOf(DocumentException.class)
                .hasMessage(missing());
    }

    @Test
    void restoresEveryStageAsItWasKept() {
        SignatureField field = SignatureField.of("raphael", "Unterschriftsfeld für André Raphael");
        Content content = store().put("vereinbarung.pdf", TEXT);
        Digest base = Digest.of(new byte[] {1});
        List<Document> stages = List.of(
                new FilledDraft(content, "Vereinbarung", List.of(new FilledDraft.SignatureBox(field, 17))),
                new ArchivalPdf(content, "Vereinbarung", 4, List.of(field)),
                new PreparedPdf(content, List.of(field)),
                new SignedPdf(content, base, List.of(field.name())),
                new SealedPdf(content, base));

        for (Document stage : stages) {
            assertThat(store().keep(stage)).isEqualTo(stage);
            assertThat(store().keep(stage)).isEqualTo(stage);
        }

        for (Document stage : stages) {
            assertThat(store().find(content.digest(), stage.getClass()).map(Document.class::cast))
                    .contains(stage);
        }
    }

    @Test
    void findsNoStageThatWasNotKept() {
        Content content = store().put("vereinbarung.pdf", TEXT);
        store().keep(new SealedPdf(content, content.digest()));

        assertThat(store().find(content.digest(), SignedPdf.class)).isEmpty();
        assertThat(store().find(Digest.of(new byte[] {2}), SealedPdf.class)).isEmpty();
    }
}
