package federzug.drafting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import federzug.agreement.Agreement;
import federzug.agreement.Canonical;
import federzug.agreement.Matter;
import federzug.document.InMemoryDocumentStore;
import federzug.notice.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnknownTemplateTest {
    private static final Matter COMPLETE = Canonical.complete();

    @Test
    void isNamedWithTheFileAndThePlaceThatNameIt() {
        Agreement known = COMPLETE.agreements().get(0);
        Agreement misspelt =
                new Agreement(known.key(), "kooperationsvereinbarun", known.municipalities(), known.signatories());
        Matter matter = new Matter(
                COMPLETE.id(),
                true,
                COMPLETE.date(),
                COMPLETE.begin(),
                COMPLETE.form(),
                COMPLETE.fileReferences(),
                COMPLETE.municipalities(),
                COMPLETE.persons(),
                COMPLETE.policeDirectorate(),
                List.of(misspelt),
                null,
                List.of(),
                COMPLETE.source(),
                "",
                "",
                List.of(),
                Map.of());
        Drafting drafting = new Drafting(
                new FolderTemplateCatalogue(new DraftingSettings(Path.of("templates"), 31)),
                new InMemoryDocumentStore());

        DraftingException refused = catchThrowableOfType(
                DraftingException.class,
                () -> drafting.fill(matter, matter.agreements().get(0)));

        assertThat(refused.notices()).singleElement().satisfies(notice -> {
            assertThat(notice.code()).isEqualTo("drafting.template.unknown");
            assertThat(notice.place().within()).isEqualTo("vereinbarungen[0].vorlage");
            assertThat(Texts.german().line(notice))
                    .contains("vorgang.yaml", "vereinbarungen[1].vorlage", "Meinten Sie: kooperationsvereinbarung?");
        });
    }
}
