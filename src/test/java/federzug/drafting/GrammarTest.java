package federzug.drafting;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.Municipality.Status;
import federzug.agreement.Person.Salutation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrammarTest {
    private final Grammar grammar = Grammar.german();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Oberbürgermeister | HERR | der Oberbürgermeister | des Oberbürgermeisters | dem Oberbürgermeister | den Oberbürgermeister
            Oberbürgermeisterin | FRAU | die Oberbürgermeisterin | der Oberbürgermeisterin | der Oberbürgermeisterin | die Oberbürgermeisterin
            Oberbürgermeister | FRAU | die Oberbürgermeisterin | der Oberbürgermeisterin | der Oberbürgermeisterin | die Oberbürgermeisterin
            Polizeipräsident | HERR | der Polizeipräsident | des Polizeipräsidenten | dem Polizeipräsidenten | den Polizeipräsidenten
            Polizeipräsident | FRAU | die Polizeipräsidentin | der Polizeipräsidentin | der Polizeipräsidentin | die Polizeipräsidentin
            Landrat | HERR | der Landrat | des Landrats | dem Landrat | den Landrat
            Landrat | FRAU | die Landrätin | der Landrätin | der Landrätin | die Landrätin
            Beigeordneter | HERR | der Beigeordnete | des Beigeordneten | dem Beigeordneten | den Beigeordneten
            Beigeordnete | FRAU | die Beigeordnete | der Beigeordneten | der Beigeordneten | die Beigeordnete
            Beigeordneter | FRAU | die Beigeordnete | der Beigeordneten | der Beigeordneten | die Beigeordnete
            Erster Bürgermeister | HERR | der Erste Bürgermeister | des Ersten Bürgermeisters | dem Ersten Bürgermeister | den Ersten Bürgermeister
            Erster Bürgermeister | FRAU | die Erste Bürgermeisterin | der Ersten Bürgermeisterin | der Ersten Bürgermeisterin | die Erste Bürgermeisterin
            Stellvertretende Landrätin | FRAU | die Stellvertretende Landrätin | der Stellvertretenden Landrätin | der Stellvertretenden Landrätin | die Stellvertretende Landrätin
            Geschäftsführer des Landespräventionsrats Sachsen | HERR | der Geschäftsführer des Landespräventionsrats Sachsen | des Geschäftsführers des Landespräventionsrats Sachsen | dem Geschäftsführer des Landespräventionsrats Sachsen | den Geschäftsführer des Landespräventionsrats Sachsen
            Staatsminister des Innern | HERR | der Staatsminister des Innern | des Staatsministers des Innern | dem Staatsminister des Innern | den Staatsminister des Innern
            Leitender Polizeidirektor | HERR | der Leitende Polizeidirektor | des Leitenden Polizeidirektors | dem Leitenden Polizeidirektor | den Leitenden Polizeidirektor
            Revierleiter | KEINE | der Revierleiter | des Revierleiters | dem Revierleiter | den Revierleiter
            Landtagsabgeordneter | HERR | der Landtagsabgeordnete | des Landtagsabgeordneten | dem Landtagsabgeordneten | den Landtagsabgeordneten
            Landtagsabgeordnete | FRAU | die Landtagsabgeordnete | der Landtagsabgeordneten | der Landtagsabgeordneten | die Landtagsabgeordnete
            Mitglied des Sächsischen Landtags | FRAU | das Mitglied des Sächsischen Landtags | des Mitglieds des Sächsischen Landtags | dem Mitglied des Sächsischen Landtags | das Mitglied des Sächsischen Landtags
            Vorstand | FRAU | der Vorstand | des Vorstands | dem Vorstand | den Vorstand
            Erster Kriminalhauptkommissar | HERR | der Erste Kriminalhauptkommissar | des Ersten Kriminalhauptkommissars | dem Ersten Kriminalhauptkommissar | den Ersten Kriminalhauptkommissar
            Kriminalhauptkommissar | FRAU | die Kriminalhauptkommissarin | der Kriminalhauptkommissarin | der Kriminalhauptkommissarin | die Kriminalhauptkommissarin
            Stadtkämmerer | FRAU | die Stadtkämmerin | der Stadtkämmerin | der Stadtkämmerin | die Stadtkämmerin
            1. Beigeordneter | HERR | der 1. Beigeordnete | des 1. Beigeordneten | dem 1. Beigeordneten | den 1. Beigeordneten
            2. stellv. Bürgermeister | FRAU | die 2. stellv. Bürgermeisterin | der 2. stellv. Bürgermeisterin | der 2. stellv. Bürgermeisterin | die 2. stellv. Bürgermeisterin
            Kommandant | HERR | der Kommandant | des Kommandanten | dem Kommandanten | den Kommandanten
            """)
    void declinesAnOfficeWithItsArticle(
            String office,
            Salutation salutation,
            String nominative,
            String genitive,
            String dative,
            String accusative) {
        Map<String, String> forms = grammar.office(office, salutation);
        assertThat(List.of(forms.get("nominativ"), forms.get("genitiv"), forms.get("dativ"), forms.get("akkusativ")))
                .containsExactly(nominative, genitive, dative, accusative);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Erster Beigeordneter | HERR | Erster Beigeordneter | Ersten Beigeordneten | Erstem Beigeordneten
            Erster Bürgermeister | FRAU | Erste Bürgermeisterin | Erster Bürgermeisterin | Erster Bürgermeisterin
            1. Beigeordneter | HERR | 1. Beigeordneter | 1. Beigeordneten | 1. Beigeordneten
            Polizeipräsident | HERR | Polizeipräsident | Polizeipräsidenten | Polizeipräsidenten
            """)
    void declinesAnOfficeWithoutArticle(
            String office, Salutation salutation, String alone, String genitive, String dative) {
        Map<String, String> forms = grammar.office(office, salutation);
        assertThat(List.of(forms.get(""), forms.get("genitiv_ohne_artikel"), forms.get("dativ_ohne_artikel")))
                .containsExactly(alone, genitive, dative);
    }

    @Test
    void knowsEveryStatusAndHouseInEveryCase() {
        for (Status status : Status.values()) {
            assertThat(grammar.status(status).keySet())
                    .containsAll(Grammar.CASES)
                    .contains("bezeichnung");
            assertThat(grammar.council(status).keySet())
                    .containsAll(Grammar.CASES)
                    .contains("bezeichnung");
        }
        for (String house : List.of("polizei", "lpr", "ministerium")) {
            assertThat(grammar.house(house).keySet()).containsAll(Grammar.CASES).contains("bezeichnung", "rolle");
        }
    }

    @Test
    void writesNumbersInWordsUpToTwelve() {
        assertThat(grammar.number(0)).isEqualTo("null");
        assertThat(grammar.number(7)).isEqualTo("sieben");
        assertThat(grammar.number(12)).isEqualTo("zwölf");
        assertThat(grammar.number(13)).isEqualTo("13");
        assertThat(grammar.number(12_345)).isEqualTo("12.345");
    }
}
