package federzug.drafting;

import federzug.agreement.Person;
import federzug.agreement.Person.Salutation;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a person is written: name, office in every case, salutation, representation. */
final class PersonForms {
    private static final String ACTING = "amtierend";

    private final @Nullable Person person;
    private final Map<String, String> forms = new LinkedHashMap<>();

    private PersonForms(@Nullable Person person) {
        this.person = person;
    }

    /** The same formats for every person; all empty if there is none. */
    static Map<String, String> of(@Nullable Person person) {
        PersonForms writing = new PersonForms(person);
        writing.names();
        writing.offices();
        writing.salutations();
        return writing.forms;
    }

    private void names() {
        String name = name();
        forms.put("", name);
        forms.put("name", name);
    }

    /**
     * {@code amt_<case>}, {@code amt_name}, {@code amt_name_<case>}, and all of them with {@code vertretung}. Who holds
     * an office for the time being is named with it everywhere: "der amtierende Polizeipräsident".
     */
    private void offices() {
        Map<String, String> office = office(person);
        offices("amt", office, "");
        String remark = person == null || person.isActing() ? "" : person.representation();
        offices("vertretung", office, remark.strip());
    }

    static Map<String, String> office(@Nullable Person person) {
        if (person == null) {
            return Grammar.german().office("", Salutation.KEINE);
        }
        boolean said = person.office().toLowerCase(Locale.GERMAN).startsWith(ACTING);
        String acting = person.isActing() && !said ? ACTING + "er " : "";
        return Grammar.german().office(acting + person.office(), person.salutation());
    }

    /**
     * @param remark follows the office: "Erster Beigeordneter, in Vertretung"
     */
    private void offices(String prefix, Map<String, String> office, String remark) {
        String joint = person != null && Grammar.german().hasComplement(person.office()) ? ", " : " ";
        String before = remark.isEmpty() ? "" : ", ";
        office.forEach((grammaticalCase, words) -> {
            String end = grammaticalCase.isEmpty() ? "" : "_" + grammaticalCase;
            if (!grammaticalCase.isEmpty() || !prefix.equals("amt")) {
                forms.put(prefix.equals("amt") ? "amt" + end : "amt_" + prefix + end, words + before + remark);
            }
            forms.put(
                    prefix.equals("amt") ? "amt_name" + end : "amt_name_" + prefix + end,
                    remark.isEmpty() ? words + joint + name() : words + before + remark + ", " + name());
        });
    }

    /** "Sehr geehrter Herr Oberbürgermeister Raphael,"; a deputy is addressed by name alone. */
    private void salutations() {
        if (person == null) {
            forms.put("anrede_name", "");
            forms.put("anrede_name_dativ", "");
            forms.put("briefanrede", "");
            return;
        }
        Grammar grammar = Grammar.german();
        String title =
                grammar.titleOfAddress(person.representation().isBlank() ? person.office() : "", person.salutation());
        String formal = joined(title, person.title(), person.familyName());
        forms.put(
                "anrede_name",
                switch (person.salutation()) {
                    case HERR -> "Herr " + name();
                    case FRAU -> "Frau " + name();
                    case KEINE -> name();
                });
        forms.put(
                "anrede_name_dativ",
                switch (person.salutation()) {
                    case HERR -> "Herrn " + name();
                    case FRAU -> "Frau " + name();
                    case KEINE -> name();
                });
        forms.put(
                "briefanrede",
                grammar.salutation(person.salutation(), person.salutation() == Salutation.KEINE ? name() : formal));
    }

    private String name() {
        return person == null ? "" : person.nameWithTitle();
    }

    private static String joined(String... parts) {
        return Stream.of(parts).filter(part -> !part.isBlank()).collect(Collectors.joining(" "));
    }
}
