package federzug.web.data;

import federzug.access.Account;
import federzug.access.Accounts;
import federzug.agreement.CityRegister;
import federzug.agreement.DataForm;
import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.Texts;
import federzug.pipeline.RunReport;
import federzug.pipeline.run.DataDesk.Sheet;
import federzug.pipeline.run.MatterEditing;
import federzug.web.data.FormShape.Choices;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Shown;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Puts the form of a matter into a page's model. */
@Component
@ConditionalOnWebApplication
class FormModel {
    /** In the model after a redirect: paths of proposals. */
    static final String PROPOSED = "vorgeschlagen";

    /** In the model after a redirect: sentences about files that were not taken. */
    static final String REFUSED = "abgelehnt";

    /** What was taken over from files. */
    static final String TAKEN = "uebernommen";

    private final MatterEditing editing;
    private final Works works;
    private final Accounts accounts;
    private final Clock clock;
    private final Texts texts = Shown.texts();

    FormModel(MatterEditing editing, Works works, Accounts accounts, Clock clock) {
        this.editing = editing;
        this.works = works;
        this.accounts = accounts;
        this.clock = clock;
    }

    /**
     * @param judged whether findings are wanted
     * @param work name of a piece of work whose findings are shown too; null: none
     */
    String show(Sheet sheet, LoggedIn one, boolean judged, @Nullable String work, Model model) {
        DataForm form = sheet.form();
        List<Notice> notices =
                new ArrayList<>(judged || work != null ? editing.judge(form).notices() : List.of());
        if (work != null) {
            Works.Standing standing = works.look(one, work);
            addNew(standing.trouble(), notices);
            standing.result(RunReport.class).ifPresent(report -> addNew(report.notices(), notices));
        }
        FieldFindings findings = new FieldFindings(notices, texts);
        Set<String> proposed = new HashSet<>();
        if (model.getAttribute(PROPOSED) instanceof Collection<?> paths) {
            paths.forEach(path -> proposed.add(String.valueOf(path)));
        }
        boolean locked = sheet.signedBy() != null;
        Predicate<String> shown = locked ? MatterEditing::staysOpen : path -> true;
        model.addAttribute(
                "whole",
                new FormShape(
                                form,
                                findings,
                                proposed,
                                new Choices(editing.templates(), editing.devices()),
                                shown,
                                sheet.isNew())
                        .whole());
        model.addAttribute("taken", model.getAttribute(TAKEN) instanceof List<?> lines ? lines : List.of());
        model.addAttribute("refused", model.getAttribute(REFUSED) instanceof List<?> lines ? lines : List.of());
        model.addAttribute("proposed", proposed.size());
        model.addAttribute("flawless", judged && findings.isEmpty());
        model.addAttribute("sheet", sheet);
        model.addAttribute("fresh", sheet.isNew());
        model.addAttribute("id", sheet.matter());
        model.addAttribute("action", path(sheet));
        model.addAttribute(
                "registerDay", GermanTime.longDay(CityRegister.saxony().asOf()));
        model.addAttribute("cities", FormShape.cities());
        model.addAttribute("districts", FormShape.districts());
        model.addAttribute("devices", editing.devices());
        model.addAttribute("typed", sheet.typed() == null ? "" : minute(sheet.typed()));
        model.addAttribute(
                "acceptedAt",
                sheet.accepted() == null ? "" : minute(sheet.accepted().at()));
        model.addAttribute(
                "acceptedBy",
                sheet.accepted() == null ? "" : who(sheet.accepted().by()));
        model.addAttribute("rehearsal", form.text("probe").matches("ja|true"));
        model.addAttribute("locked", locked);
        return "daten";
    }

    private static void addNew(List<Notice> more, List<Notice> notices) {
        more.stream().filter(notice -> !notices.contains(notice)).forEach(notices::add);
    }

    String minute(Instant at) {
        return texts.text("web.time.clock", GermanTime.of(clock).minute(at));
    }

    /** The name of an account's person, as people know it. */
    String who(String by) {
        return accounts.find(by).map(Account::shown).orElse(by);
    }

    /** The page of the form. */
    static String path(Sheet sheet) {
        return sheet.isNew() ? "/neuer-vorgang/" + sheet.input() : "/vorgaenge/" + sheet.matter() + "/daten";
    }
}
