package federzug.drafting;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.Municipality;
import federzug.agreement.Person;
import federzug.agreement.Person.Salutation;
import federzug.testkit.AMatter;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormatsTest {
    private static final String NBSP = "\u00a0";

    private final Scope release = Scope.of(MatterValues.of(AMatter.crimmitschau()));

    @Test
    void writesDatesAndTimes() {
        assertThat(written("datum", "")).isEqualTo("01.12.2021");
        assertThat(written("datum", "kurz")).isEqualTo("01.12.2021");
        assertThat(written("datum", "lang")).isEqualTo("1." + NBSP + "Dezember 2021");
        assertThat(written("datum", "wochentag")).isEqualTo("Mittwoch");
        assertThat(written("beginn", "uhrzeit")).isEqualTo("11:00" + NBSP + "Uhr");
        Value moment = new Value.Moment(LocalDateTime.of(2021, 3, 4, 5, 6));
        assertThat(Formats.write(moment, "")).isEqualTo("04.03.2021, 05:06" + NBSP + "Uhr");
        assertThat(Formats.write(moment, "uhrzeit")).isEqualTo("05:06" + NBSP + "Uhr");
        assertThat(Formats.write(moment, "uhrzeit_kurz")).isEqualTo("5.06" + NBSP + "Uhr");
        assertThat(written("beginn", "uhrzeit_kurz")).isEqualTo("11" + NBSP + "Uhr");
        assertThat(written("datum", "wochentag_lang")).isEqualTo("Mittwoch, 1." + NBSP + "Dezember 2021");
        assertThat(written("datum", "monat")).isEqualTo("Dezember 2021");
        assertThat(written("datum", "jahr")).isEqualTo("2021");
        assertThat(Formats.write(moment, "wochentag")).isEqualTo("Donnerstag");
    }

    @Test
    void writesNumbersWithDotsOrInWords() {
        assertThat(Formats.write(new Value.Amount(12_345), "")).isEqualTo("12.345");
        assertThat(Formats.write(new Value.Amount(126), "")).isEqualTo("126");
        assertThat(Formats.write(new Value.Amount(3), "wort")).isEqualTo("drei");
    }

    @Test
    void joinsListsWithCommasAndUnd() {
        assertThat(Formats.list(List.of())).isEmpty();
        assertThat(Formats.list(List.of("a"))).isEqualTo("a");
        assertThat(Formats.list(List.of("a", "", "b"))).isEqualTo("a und b");
        assertThat(Formats.list(List.of("a", "b", "c"))).isEqualTo("a, b und c");
        assertThat(written("unterzeichnende", "liste")).isEqualTo("André Raphael, Lutz Rodig und Sven Forkert");
    }

    @Test
    void writesPersonsWithOfficeInEveryCase() {
        assertThat(written("unterzeichnende", "amt_name_dativ"))
                .isEqualTo("dem Oberbürgermeister André Raphael, dem Polizeipräsidenten Lutz Rodig und dem"
                        + " Geschäftsführer Sven Forkert");
        assertThat(written("unterzeichnende", "amt_genitiv"))
                .isEqualTo("des Oberbürgermeisters, des Polizeipräsidenten und des Geschäftsführers");
        Value guest = ((Value.Items) found("personen")).values().get(3);
        assertThat(Formats.write(guest, "amt_name"))
                .isEqualTo("Staatsminister des Innern, Prof." + NBSP + "Dr." + NBSP + "Roland Wöller");
        assertThat(Formats.write(guest, "name")).isEqualTo("Prof." + NBSP + "Dr." + NBSP + "Roland Wöller");
    }

    @Test
    void writesMunicipalitiesInEveryCase() {
        assertThat(written("kommunen", "")).isEqualTo("Crimmitschau");
        assertThat(written("kommune", "genitiv")).isEqualTo("der Großen Kreisstadt Crimmitschau");
        assertThat(written("kommune.gremium", "genitiv")).isEqualTo("des Stadtrats");
        var district = new Municipality("bz", "Landkreis Bautzen", Municipality.Status.LANDKREIS, "", null);
        var matter =
                AMatter.like(AMatter.crimmitschau()).municipalities(district).build();
        var value = (Scope.Found) Scope.of(MatterValues.of(matter)).find("kommune");
        assertThat(Formats.write(value.value(), "genitiv")).isEqualTo("des Landkreises Bautzen");
        assertThat(Formats.write(value.value(), "")).isEqualTo("Landkreis Bautzen");
    }

    @Test
    void doesNotSayTwiceWhatAMunicipalityIs() {
        assertThat(genitive("Verwaltungsverband Dübener Heide", Municipality.Status.VERBAND))
                .isEqualTo("des Verwaltungsverbands Dübener Heide");
        assertThat(genitive("Erzgebirgskreis", Municipality.Status.LANDKREIS)).isEqualTo("des Erzgebirgskreises");
        assertThat(genitive("Görlitz", Municipality.Status.LANDKREIS)).isEqualTo("des Landkreises Görlitz");
        assertThat(genitive("Landeshauptstadt Dresden", Municipality.Status.KREISFREIE_STADT))
                .isEqualTo("der Landeshauptstadt Dresden");
        assertThat(genitive("Stadt Torgau", Municipality.Status.GROSSE_KREISSTADT))
                .isEqualTo("der Großen Kreisstadt Torgau");
        assertThat(genitive("Stadt Wehlen", Municipality.Status.STADT)).isEqualTo("der Stadt Wehlen");
        assertThat(genitive("Neustadt in Sachsen", Municipality.Status.STADT))
                .isEqualTo("der Stadt Neustadt in Sachsen");
    }

    private static String genitive(String name, Municipality.Status status) {
        var matter = AMatter.like(AMatter.crimmitschau())
                .municipalities(new Municipality("x", name, status, "", null))
                .build();
        var value = (Scope.Found) Scope.of(MatterValues.of(matter)).find("kommune");
        return Formats.write(value.value(), "genitiv").replace(NBSP, " ");
    }

    @Test
    void namesAHouseOnceInAList() {
        assertThat(officeWithHouse("Polizeipräsident", "polizei", ""))
                .isEqualTo("Polizeipräsident, Polizeidirektion Zwickau");
        assertThat(officeWithHouse("Leiter der Polizeidirektion", "polizei", "amtierend"))
                .isEqualTo("amtierender Leiter der Polizeidirektion Zwickau");
        assertThat(officeWithHouse("Geschäftsführer des Landespräventionsrates Sachsen", "lpr", ""))
                .isEqualTo("Geschäftsführer des Landespräventionsrates Sachsen");
        assertThat(officeWithHouse("Staatsminister des Innern", "ministerium", ""))
                .isEqualTo("Staatsminister des Innern");
        assertThat(officeWithHouse("Erster Bürgermeister", "crimmitschau", "in Vertretung"))
                .isEqualTo("Erster Bürgermeister (in Vertretung), Große Kreisstadt Crimmitschau");
    }

    private static String officeWithHouse(String office, String actsFor, String representation) {
        Person person =
                new Person("x", Salutation.HERR, "", "Kim", "Muster", office, actsFor, representation, "", List.of());
        var matter = AMatter.like(AMatter.crimmitschau()).persons(person).build();
        var listed = ((Value.Items)
                        ((Scope.Found) Scope.of(MatterValues.of(matter)).find("personen")).value())
                .values()
                .get(0);
        return Formats.write(((Value.Group) listed).members().get("amt_mit_haus"), "")
                .replace(NBSP, " ");
    }

    @Test
    void showsTheOfficeAsTheSalutationAsks() {
        Person mayor = new Person(
                "barth",
                Salutation.FRAU,
                "",
                "Romina",
                "Barth",
                "Oberbürgermeister",
                "crimmitschau",
                "",
                "",
                List.of());
        var matter = AMatter.like(AMatter.crimmitschau()).persons(mayor).build();
        var person = ((Value.Items)
                        ((Scope.Found) Scope.of(MatterValues.of(matter)).find("personen")).value())
                .values()
                .get(0);
        assertThat(Formats.write(person, "amt_name_genitiv")).isEqualTo("der Oberbürgermeisterin Romina Barth");
        assertThat(Formats.write(((Value.Group) person).members().get("amt"), ""))
                .isEqualTo("Oberbürgermeisterin");
    }

    @Test
    void writesSalutations() {
        assertThat(forms(AMatter.RAPHAEL))
                .containsEntry("briefanrede", "Sehr geehrter Herr Oberbürgermeister Raphael,")
                .containsEntry("anrede_name", "Herr André Raphael")
                .containsEntry("anrede_name_dativ", "Herrn André Raphael");
        assertThat(forms(AMatter.WOELLER))
                .containsEntry("briefanrede", "Sehr geehrter Herr Staatsminister Prof. Dr. Wöller,");
        assertThat(forms(AMatter.FORKERT)).containsEntry("briefanrede", "Sehr geehrter Herr Forkert,");
        assertThat(forms(person(Salutation.FRAU, "Bürgermeister", "")))
                .containsEntry("briefanrede", "Sehr geehrte Frau Bürgermeisterin Dr. Kaya,");
        assertThat(forms(person(Salutation.FRAU, "Landrätin", "")))
                .containsEntry("briefanrede", "Sehr geehrte Frau Landrätin Dr. Kaya,");
        assertThat(Grammar.german().salutation(Salutation.FRAU, "Freifrau von Stein"))
                .isEqualTo("Sehr geehrte Freifrau von Stein,");
        assertThat(Grammar.german().salutation(Salutation.HERR, "Ritter")).isEqualTo("Sehr geehrter Herr Ritter,");
        assertThat(forms(person(Salutation.KEINE, "Bürgermeister", "")))
                .containsEntry("briefanrede", "Guten Tag Dr. Kim Kaya,");
        assertThat(forms(person(Salutation.FRAU, "Oberbürgermeisterin", "in Vertretung")))
                .containsEntry("briefanrede", "Sehr geehrte Frau Dr. Kaya,");
    }

    @Test
    void writesADeputysRepresentation() {
        assertThat(forms(person(Salutation.FRAU, "Oberbürgermeister", "amtierend")))
                .containsEntry("amt_vertretung", "amtierende Oberbürgermeisterin")
                .containsEntry("amt_vertretung_genitiv", "der amtierenden Oberbürgermeisterin")
                .containsEntry("amt_name_vertretung_dativ", "der amtierenden Oberbürgermeisterin Dr. Kim Kaya")
                .containsEntry("amt_genitiv", "der amtierenden Oberbürgermeisterin")
                .containsEntry("amt_name", "amtierende Oberbürgermeisterin Dr. Kim Kaya");
        assertThat(forms(person(Salutation.HERR, "amtierender Bürgermeister", "amtierend")))
                .containsEntry("amt_vertretung", "amtierender Bürgermeister");
        assertThat(forms(person(Salutation.HERR, "Erster Beigeordneter", "in Vertretung")))
                .containsEntry("amt_vertretung", "Erster Beigeordneter, in Vertretung")
                .containsEntry("amt_name_vertretung", "Erster Beigeordneter, in Vertretung, Dr. Kim Kaya");
        assertThat(forms(AMatter.RAPHAEL)).containsEntry("amt_name_vertretung", "Oberbürgermeister André Raphael");
    }

    @Test
    void absentPersonHasTheSameFormatsAsAPresentOne() {
        assertThat(PersonForms.of(null).keySet())
                .isEqualTo(forms(AMatter.RAPHAEL).keySet());
    }

    private static java.util.Map<String, String> forms(Person person) {
        return PersonForms.of(person);
    }

    private static Person person(Salutation salutation, String office, String representation) {
        return new Person(
                "kaya", salutation, "Dr.", "Kim", "Kaya", office, "crimmitschau", representation, "", List.of());
    }

    @Test
    void protectsSpacesThatMustNotBreak() {
        assertThat(Typography.protect("nach § 1 und §§ 2 mit Dr. Muster, 1,3 Millionen Euro, 5 %, 3. März und 3. Satz"))
                .isEqualTo(("nach §_1 und §§_2 mit Dr._Muster, 1,3_Millionen Euro, 5_%, 3._März und 3. Satz")
                        .replace("_", NBSP));
    }

    @Test
    void everyNameIsKnownWithoutAMatterToo() {
        assertThat(MatterValues.names().members().keySet())
                .isEqualTo(MatterValues.of(AMatter.crimmitschau()).members().keySet());
    }

    private Value found(String path) {
        return ((Scope.Found) release.find(path)).value();
    }

    private String written(String path, String format) {
        assertThat(Formats.of(found(path))).contains(format);
        return Formats.write(found(path), format);
    }
}
