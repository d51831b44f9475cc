package federzug.notice;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.document.DocumentException;
import federzug.notice.NoticedException.Kind;
import org.junit.jupiter.api.Test;

class RefusalTest {
    private static final Place DATA = Place.file("vorgang.yaml");

    @Test
    void aRefusalIsInputAndAFailureIsNot() {
        assertThat(DocumentException.refused("document.store.missing", DATA, "abc")
                        .kind())
                .isEqualTo(Kind.INPUT);
        DocumentException failed = DocumentException.failed("document.store.missing", DATA, "abc");
        assertThat(failed.kind()).isEqualTo(Kind.FAILURE);
        assertThat(failed.notices()).containsExactly(Notice.error("document.store.missing", DATA, "abc"));
        assertThat(failed).hasMessage("document.store.missing").hasNoCause();
    }

    @Test
    void keepsItsCause() {
        IllegalStateException cause = new IllegalStateException("why");
        assertThat(DocumentException.failed("document.store.missing", DATA).causedBy(cause))
                .hasCause(cause);
    }

    @Test
    void aNoticeIsPlacedOnlyIfItHasNoPlaceOfItsOwn() {
        Notice nowhere = Notice.warning("document.store.missing", Place.NOWHERE, "abc");
        assertThat(nowhere.placedAt(DATA))
                .isEqualTo(nowhere.at(DATA))
                .isEqualTo(Notice.warning("document.store.missing", DATA, "abc"));
        Place other = Place.file("andere.yaml");
        assertThat(nowhere.at(other).placedAt(DATA).place()).isEqualTo(other);
        assertThat(nowhere.as(Severity.NOTE)).isEqualTo(Notice.note("document.store.missing", Place.NOWHERE, "abc"));
    }
}
