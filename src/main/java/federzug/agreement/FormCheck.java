package federzug.agreement;

import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checks whether those who sign can bind their houses in this form on this day. */
public final class FormCheck {
    private final Matter matter;
    private final FormRules rules;
    private final Severity severity;
    private final List<Notice> notices = new ArrayList<>();

    /**
     * @param bound the parties that an agreement's text binds, by key, with their names
     * @param rehearsal nothing is binding: every finding is a note
     */
    public static List<Notice> findings(
            Matter matter, FormRules rules, Function<Agreement, Map<String, String>> bound, boolean rehearsal) {
        FormCheck check = new FormCheck(matter, rules, rehearsal);
        for (int i = 0; i < matter.agreements().size(); i++) {
            Agreement agreement = matter.agreements().get(i);
            check.look(i, agreement, bound.apply(agreement));
        }
        return List.copyOf(check.notices);
    }

    private FormCheck(Matter matter, FormRules rules, boolean rehearsal) {
        this.matter = matter;
        this.rules = rules;
        this.severity = rehearsal ? Severity.NOTE : Severity.WARNING;
    }

    private void look(int number, Agreement agreement, Map<String, String> binds) {
        String path = "vereinbarungen[" + number + "]";
        List<Municipality> towns =
                agreement.municipalities().stream().filter(Municipality::isTown).toList();
        if (!towns.isEmpty() && matter.date().isBefore(rules.electronicFrom())) {
            report(
                    "agreement.form.too-early",
                    matter.source().place("datum"),
                    names(towns),
                    GermanTime.day(matter.date()),
                    GermanTime.day(rules.electronicFrom()),
                    rules.electronicRule());
        }
        for (Municipality party : agreement.municipalities()) {
            if (party.decisionNeeded() && party.councilDecision() == null) {
                int index = matter.municipalities().indexOf(party);
                Place place = matter.source().place("kommunen[" + index + "].beschluss_noetig");
                notices.add(new Notice(
                        "agreement.form.no-decision",
                        severity == Severity.NOTE ? Severity.NOTE : Severity.ERROR,
                        place,
                        List.of(party.accusative())));
            }
            deputies(agreement, party);
        }
        binds.forEach((house, name) -> {
            if (agreement.signatories().stream().noneMatch(one -> represents(one.person(), house))) {
                report("agreement.form.nobody-signs", matter.source().place(path + ".unterzeichnende"), name);
            }
        });
        powersOfHouses(agreement);
        if (agreement.clauses().contains(Agreement.Clause.ANSPRECHPERSONEN)
                && !agreement.annexes().isEmpty()
                && !has(agreement, Annex.Kind.SONSTIGE)) {
            report("agreement.form.no-contacts", matter.source().place(path + ".klauseln"));
        }
    }

    /** Whoever acts by a power of attorney shows it, also for the police or the prevention council. */
    private void powersOfHouses(Agreement agreement) {
        agreement.signatories().stream()
                .map(Signatory::person)
                .filter(person -> !represents(person, "kommune"))
                .filter(person -> person.deputyship() != null
                        && person.deputyship().kind() == Deputyship.Kind.BEVOLLMAECHTIGTER
                        && !has(agreement, Annex.Kind.VOLLMACHT))
                .forEach(person -> report("agreement.form.no-power", deputyshipOf(person), person.nameWithTitle()));
    }

    private static boolean has(Agreement agreement, Annex.Kind kind) {
        return agreement.annexes().stream().anyMatch(annex -> annex.kind() == kind);
    }

    private Place deputyshipOf(Person person) {
        return matter.source().place("personen[" + matter.persons().indexOf(person) + "].vertretung");
    }

    private void deputies(Agreement agreement, Municipality party) {
        List<Person> signing = agreement.signatories().stream()
                .map(Signatory::person)
                .filter(person -> person.actsFor().equals(party.key()))
                .toList();
        boolean head = signing.stream()
                .anyMatch(person ->
                        person.deputyship() == null && person.representation().isBlank());
        for (Person person : signing) {
            Place place = deputyshipOf(person);
            @Nullable Deputyship deputyship = person.deputyship();
            if (deputyship == null) {
                if (!person.representation().isBlank() && !person.isActing()) {
                    notices.add(
                            Notice.note("agreement.form.no-basis", place, person.nameWithTitle(), party.accusative()));
                }
            } else if (!party.isTown()) {
                if (deputyship.basis().isEmpty()) {
                    notices.add(
                            Notice.note("agreement.form.other-law", place, person.nameWithTitle(), party.accusative()));
                }
            } else if (!head) {
                Optional.ofNullable(rules.deputies().get(deputyship.kind()))
                        .ifPresent(rule -> deputy(place, agreement, signing, person, deputyship, rule));
            }
        }
    }

    private void deputy(
            Place place,
            Agreement agreement,
            List<Person> signing,
            Person person,
            Deputyship deputyship,
            FormRules.Rule rule) {
        if (signing.size() < rule.least()) {
            report("agreement.form.not-alone", place, person.nameWithTitle(), rule.least(), rule.provision());
        }
        if (rule.annex() != null && !has(agreement, rule.annex())) {
            report("agreement.form.no-annex", place, person.nameWithTitle(), rule.provision());
        }
        if (deputyship.basis().isEmpty()) {
            notices.add(Notice.note("agreement.form.no-rule", place, person.nameWithTitle(), rule.provision()));
        }
    }

    private boolean represents(Person person, String house) {
        return person.actsFor().equals(house)
                || house.equals("kommune")
                        && matter.municipalities().stream()
                                .anyMatch(one -> one.key().equals(person.actsFor()));
    }

    private static String names(List<Municipality> municipalities) {
        return String.join(", ", municipalities.stream().map(Municipality::name).toList());
    }

    private void report(String code, Place place, Object... arguments) {
        notices.add(new Notice(code, severity, place, List.of(arguments)));
    }
}
