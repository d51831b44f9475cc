package federzug.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.notice.Notice;
import federzug.testkit.AMatter;
import federzug.testkit.ARelease;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalFormTest {
    private static final Path FILE = Path.of("examples/crimmitschau/vorgang.yaml");

    @Test
    void aMatterWithEveryKeyIsReadBackToAnEqualMatter() {
        Matter matter = Canonical.complete();
        assertThat(CanonicalForm.read(CanonicalForm.write(matter), java.nio.file.Path.of("complete/vorgang.yaml"))
                        .withSource(matter.source()))
                .isEqualTo(matter);
    }

    @Test
    void isReadBackToAnEqualMatter() {
        Matter matter = AMatter.crimmitschau();
        assertThat(CanonicalForm.read(matter.source().text(), FILE)).isEqualTo(matter);
    }

    @Test
    void isTheSameForTheSameMatter() {
        Matter matter = AMatter.crimmitschau();
        Matter again = CanonicalForm.read(CanonicalForm.write(matter), FILE);
        assertThat(CanonicalForm.write(again)).isEqualTo(matter.source().text());
    }

    @Test
    void keepsWhoMayReturnAFieldOfTheirOwnAndSaysNothingOfTheOthers() {
        Agreement agreement = new Agreement(
                "crimmitschau",
                "kooperationsvereinbarung",
                List.of(AMatter.CRIMMITSCHAU),
                List.of(
                        new Signatory(AMatter.RAPHAEL, 1, "rueckgabe", "", null, true),
                        AMatter.signatory(AMatter.RODIG, 2),
                        AMatter.signatory(AMatter.FORKERT, 3)));
        Matter matter =
                AMatter.like(AMatter.crimmitschau()).agreements(agreement).build();

        String written = CanonicalForm.write(matter);

        assertThat(written).containsOnlyOnce("neues_feld");
        assertThat(CanonicalForm.read(written, FILE).agreements().get(0).signatories())
                .extracting(Signatory::ownField)
                .containsExactly(true, false, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "~",
                "true",
                "ja",
                "12",
                "1.5e3",
                "2021-12-01",
                "- a",
                "# b",
                "a: b",
                "a #b",
                "'",
                "\"",
                "{a}",
                "&a",
                "*a",
                "!a",
                "%a",
                "@a",
                "`a",
                "|",
                ">",
                "a\\nb",
                "Łužyca – „Běła“ …",
                "😀"
            })
    void keepsEveryText(String text) {
        Person person = new Person(
                "raphael",
                Person.Salutation.KEINE,
                text,
                text,
                text,
                text,
                "crimmitschau",
                text,
                "a@b.example",
                List.of(text));
        Matter matter = AMatter.like(AMatter.crimmitschau())
                .withoutRelease()
                .persons(person, AMatter.RODIG)
                .agreements(new Agreement(
                        "a",
                        "vorlage",
                        List.of(AMatter.CRIMMITSCHAU),
                        List.of(AMatter.signatory(person, 1), AMatter.signatory(AMatter.RODIG, 1))))
                .build();
        assertThat(CanonicalForm.read(matter.source().text(), FILE)).isEqualTo(matter);
    }

    @Test
    void keepsParagraphsOfAQuoteAndAQuoteWithoutApproval() {
        Matter matter = AMatter.like(AMatter.crimmitschau())
                .withAnUnapprovedQuote()
                .release(old -> ARelease.like(old)
                        .sendFrom(null)
                        .embargo(old.latest())
                        .latest(null)
                        .quotes(List.of(
                                old.quotes().get(0),
                                new PressRelease.Quote(AMatter.RODIG, "Erster Absatz.\n\nZweiter: Absatz", null)))
                        .counters(null)
                        .build())
                .build();
        assertThat(CanonicalForm.read(matter.source().text(), FILE)).isEqualTo(matter);
    }

    @Test
    void saysWhyWhatWasStoredIsNotReadAnyMore() {
        String text = AMatter.crimmitschau().source().text().replace("status: grosse_kreisstadt", "status: weiler");
        assertThatThrownBy(() -> CanonicalForm.read(text, FILE))
                .isInstanceOfSatisfying(
                        AgreementException.class,
                        e -> assertThat(e.notices())
                                .extracting(Notice::code)
                                .containsExactly("agreement.matter.unreadable", "agreement.value.not-one-of"));
    }
}
