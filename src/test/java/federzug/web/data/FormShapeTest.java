package federzug.web.data;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.Canonical;
import federzug.agreement.DataFields;
import federzug.agreement.DataForm;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.web.data.FormView.Control;
import federzug.web.data.FormView.Entry;
import federzug.web.data.FormView.Listing;
import federzug.web.data.FormView.Whole;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every field of the data format stands on the page once, with a name, and shows what the data say. */
class FormShapeTest {
    private final DataForm every =
            DataForm.read(Canonical.everyKey(), "").form().orElseThrow();

    @Test
    void everyFieldHasAControlWithItsValue() {
        List<Control> controls = controls(whole(every, List.of()));
        Set<String> fields = new TreeSet<>();
        DataFields.all().forEach(group -> group.fields().forEach(field -> fields.add(field.path())));
        Set<String> shown = new TreeSet<>();
        controls.forEach(control -> shown.add(control.path().replaceAll("\\[\\d+]", "[]")));
        assertThat(shown).containsAll(fields);
        assertThat(controls).extracting(Control::path).doesNotHaveDuplicates();
        assertThat(controls).extracting(Control::id).doesNotHaveDuplicates();
        for (Control control : controls) {
            if (!control.options().isEmpty() && !control.shape().equals("check")) {
                assertThat(control.options().stream()
                                .filter(option -> option.chosen())
                                .map(option -> option.value())
                                .toList())
                        .as(control.path())
                        .containsExactlyElementsOf(
                                control.shape().equals("checks")
                                        ? control.options().stream()
                                                .map(option -> option.value())
                                                .filter(every.texts(control.path())::contains)
                                                .toList()
                                        : every.text(control.path()).isEmpty()
                                                ? List.of()
                                                : List.of(every.text(control.path())));
            } else {
                assertThat(control.value()).as(control.path()).isEqualTo(every.text(control.path()));
            }
        }
    }

    @Test
    void everyNameIsOfAFieldOrAWordOfTheFormat() throws IOException {
        Set<String> labels = new HashSet<>();
        DataFields.all().forEach(group -> {
            labels.add("web.data.list." + key(group.path()));
            group.fields().forEach(field -> {
                labels.add("web.data.label." + key(field.path()));
                field.words().forEach(word -> labels.add("web.data.word." + key(word)));
            });
        });
        DataFields.houses().forEach(house -> labels.add("web.data.word." + house));
        labels.addAll(List.of(
                "web.data.label.kennung-fixed", "web.data.word.ja", "web.data.word.nein", "web.data.word.kommune"));
        Properties texts = new Properties();
        try (Reader in = Files.newBufferedReader(
                Path.of("src/main/resources/federzug/web/messages.properties"), StandardCharsets.UTF_8)) {
            texts.load(in);
        }
        assertThat(texts.stringPropertyNames().stream()
                        .filter(name -> name.matches("web\\.data\\.(label|list|word)\\..*"))
                        .filter(name -> !labels.contains(name)))
                .isEmpty();
    }

    private static String key(String path) {
        return path.replaceAll("\\[]", "").toLowerCase(java.util.Locale.ROOT).replaceAll("[._]", "-");
    }

    @Test
    void whatIsMarkedAsNeededIsWhatTheReaderCannotDoWithout() {
        Set<String> tried = new TreeSet<>();
        for (Control control : controls(whole(every, List.of()))) {
            String bare = control.path().replaceAll("\\[\\d+]", "[]");
            // Of guests some stand among the persons.
            if (every.has(control.path()) && !bare.startsWith("gaeste")) {
                Set<String> refused =
                        Canonical.refusedAt(every.dropping(control.path()).yaml());
                if (!control.optional()) {
                    tried.add(bare);
                    assertThat(refused).as(control.path()).isNotEmpty();
                } else if (!SOMETIMES.contains(bare)) {
                    assertThat(refused).as(control.path()).isEmpty();
                }
            }
        }
        assertThat(tried).isEqualTo(new TreeSet<>(FormShape.NEEDED));
    }

    /** Needed if something else stands there; short names are proposed. */
    private static final Set<String> SOMETIMES = Set.of(
            "polizei.direktion",
            "kommunen[].schluessel",
            "kommunen[].landkreis",
            "kommunen[].ratsbeschluss.datum",
            "kommunen[].ratsbeschluss.nummer",
            "personen[].schluessel",
            "personen[].mail",
            "personen[].vertretung.art",
            "vereinbarungen[].schluessel",
            "medieninformation.vorlage",
            "medieninformation.ueberschrift",
            "medieninformation.ansprechperson.name",
            "medieninformation.ansprechperson.telefon",
            "medieninformation.ansprechperson.mail",
            "medieninformation.zitate[].freigabe.von",
            "medieninformation.zitate[].freigabe.am",
            "medieninformation.zahlen.stand",
            "medieninformation.zahlen.beraten",
            "medieninformation.zahlen.vereinbarungen",
            "medieninformation.zahlen.praeventionsraete",
            "medieninformation.zahlen.mittel",
            "medieninformation.bild.datei",
            "medieninformation.bild.alt",
            "medieninformation.bild.quelle",
            "medieninformation.bild.rechte",
            "medieninformation.zweite_fassung.ueberschrift",
            "medieninformation.zweite_fassung.text");

    @Test
    void findingsStandBesideTheirFieldAndAboveWithAnAnchor() {
        Whole whole = whole(
                every,
                List.of(
                        error("personen[1].mail (Erika Muster)"),
                        error("vereinbarungen[0].kommunen[0]"),
                        error("vereinbarungen[0].unterzeichnende"),
                        error(DataFields.PRESS_LIST + "[3].adresse"),
                        error("kommunen[0]"),
                        error(""),
                        error("kommunen[0].gibtesnicht.unten")));
        List<Control> wrong = controls(whole).stream()
                .filter(control -> !control.errors().isEmpty())
                .toList();
        assertThat(wrong)
                .extracting(Control::path)
                .containsExactly(DataFields.PRESS_LIST, "personen[1].mail", "vereinbarungen[0].kommunen");
        assertThat(wrong.get(0).errors().get(0)).startsWith("Zeile 5: ");
        Set<String> ids =
                new HashSet<>(controls(whole).stream().map(Control::id).toList());
        lists(whole).forEach(list -> {
            ids.add(list.id());
            list.entries().forEach(entry -> ids.add(entry.id()));
        });
        assertThat(whole.errors()).hasSize(7);
        assertThat(whole.errors().stream().map(one -> one.target()).filter(target -> !target.isEmpty()))
                .hasSize(6)
                .allMatch(ids::contains);
    }

    @Test
    void aWordThatIsNoneIsKeptAndMarked() {
        DataForm form = every.with("kommunen[0].status", "metropole");
        Control status = controls(whole(form, List.of())).stream()
                .filter(control -> control.path().equals("kommunen[0].status"))
                .findFirst()
                .orElseThrow();
        assertThat(status.options().stream().filter(option -> option.chosen()).toList())
                .extracting(option -> option.value())
                .containsExactly("metropole");
    }

    private static Notice error(String within) {
        return Notice.error("agreement.signatory.too-few", new Place("vorgang.yaml", 3, within));
    }

    private static Whole whole(DataForm form, List<Notice> notices) {
        return new FormShape(
                        form,
                        new FieldFindings(notices, Texts.german()),
                        Set.of(),
                        new FormShape.Choices(List.of("kooperationsvereinbarung"), List.of("rueckgabe")),
                        path -> true,
                        false)
                .whole();
    }

    private static List<Control> controls(Whole whole) {
        List<Control> controls = new ArrayList<>();
        whole.parts().forEach(part -> controls.addAll(part.controls()));
        lists(whole).forEach(list -> list.entries().forEach(entry -> controls.addAll(entry.controls())));
        return controls;
    }

    private static List<Listing> lists(Whole whole) {
        List<Listing> lists = new ArrayList<>();
        whole.parts().forEach(part -> part.lists().forEach(list -> add(lists, list)));
        return lists;
    }

    private static void add(List<Listing> lists, Listing list) {
        lists.add(list);
        list.entries().stream().map(Entry::lists).forEach(inner -> inner.forEach(one -> add(lists, one)));
    }
}
