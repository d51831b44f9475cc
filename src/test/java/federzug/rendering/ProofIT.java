package federzug.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.document.FilledDraft;
import federzug.document.InMemoryDocumentStore;
import federzug.document.Marks;
import federzug.document.Sheet;
import federzug.document.SignatureField;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.rendering.RenderingSettings.Proof;
import federzug.rendering.pdf.Conformance;
import federzug.testkit.RenderingDocx;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What veraPDF has to see before it leaves the room. */
class ProofIT {
    private final InMemoryDocumentStore store = new InMemoryDocumentStore();
    private final Clock clock = Clock.fixed(Instant.parse("2021-12-01T10:00:00Z"), ZoneId.of("Europe/Berlin"));
    private final List<Integer> proven = new ArrayList<>();

    @Test
    void whatIsToBeSignedOrPublishedIsProvenUnlessConfiguredOtherwise() {
        assertThat(settings(Map.of()).proof()).isEqualTo(Proof.ALWAYS);
        assertThat(settings(Map.of("federzug.rendering.proof", "never")).proof())
                .isEqualTo(Proof.NEVER);
        assertThat(settings(Map.of("federzug.rendering.proof", "everything")).proof())
                .isEqualTo(Proof.EVERYTHING);
    }

    @Test
    void draftsAndSheetsForSigningAreProvenAndReportsOnlyIfEverythingIs() {
        assertThat(provenOf(Proof.ALWAYS)).isEqualTo(2);
        assertThat(provenOf(Proof.EVERYTHING)).isEqualTo(3);
        assertThat(provenOf(Proof.NEVER)).isZero();
    }

    @Test
    void aDocumentThatBreaksARuleDoesNotLeaveAndIsNamed() {
        Rendering rendering = new Rendering(
                store,
                clock,
                new RenderingSettings(Proof.ALWAYS),
                pdf -> List.of(Notice.error("rendering.pdf.rule-broken", Place.NOWHERE, "PDF/UA-1", "7.1-3", "x")));
        FilledDraft draft = draft();
        assertThatThrownBy(() -> rendering.render(draft, Marks.NONE))
                .isInstanceOfSatisfying(RenderingException.class, e -> {
                    assertThat(e.notices()).hasSize(1);
                    assertThat(e.notices().get(0).place().file()).isEqualTo("probe.pdf");
                    assertThat(e.notices().get(0).code()).isEqualTo("rendering.pdf.rule-broken");
                });
    }

    private int provenOf(Proof proof) {
        proven.clear();
        Rendering rendering = new Rendering(store, clock, new RenderingSettings(proof), pdf -> {
            proven.add(pdf.length);
            return Conformance.verify(pdf);
        });
        rendering.render(draft(), Marks.NONE);
        rendering.render(
                sheet(new Sheet.SignatureBox(SignatureField.of("raphael", "Unterschrift von André Raphael"))),
                "probeblatt.pdf",
                Marks.rehearsal(true));
        rendering.render(sheet(Sheet.Paragraph.of("Ergebnis")), "pruefbericht.pdf", Marks.NONE);
        return proven.size();
    }

    private FilledDraft draft() {
        byte[] docx = RenderingDocx.withBody(RenderingDocx.paragraph("Probe")).bytes();
        return new FilledDraft(store.put("probe.docx", docx), "Probe", List.of());
    }

    private static Sheet sheet(Sheet.Block block) {
        return new Sheet("Probe", "de-DE", "", List.of(new Sheet.Heading(1, "Probe"), block));
    }

    private static RenderingSettings settings(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given))
                .bindOrCreate("federzug.rendering", RenderingSettings.class);
    }
}
