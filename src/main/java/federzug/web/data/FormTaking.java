package federzug.web.data;

import federzug.agreement.DataFields;
import federzug.agreement.DataForm;
import federzug.agreement.Proposals;
import federzug.agreement.Proposals.Proposed;
import federzug.notice.Texts;
import federzug.pipeline.Upload;
import federzug.pipeline.run.DataDesk.Sheet;
import federzug.pipeline.run.MatterEditing;
import federzug.web.WebException;
import federzug.web.frame.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Takes what a browser sent of the form and keeps it; what is wrong with it is shown afterwards. */
@Component
@ConditionalOnWebApplication
class FormTaking {
    static final String SAVE = "speichern";

    /** After the first signature these may be changed as a whole. */
    private static final Set<String> OPEN = Set.of("medieninformation", "empfaenger");

    /** The picture of a release. */
    private static final String PICTURE = "medieninformation\\.bild";

    private static final int LARGEST_ANNEX = 20_000_000;

    private final MatterEditing editing;
    private final Texts texts = Shown.texts();

    FormTaking(MatterEditing editing) {
        this.editing = editing;
    }

    /**
     * What was kept.
     *
     * @param where the page to go on with, below the form's own path: an anchor or a question, may be empty
     * @param settled whether nothing is left to be looked at before it is saved
     */
    record Kept(String input, DataForm form, String where, boolean settled) {}

    /**
     * @param sheet as it stands
     * @param base version that the browser's form was made from
     */
    Kept keep(String account, Sheet sheet, int base, TypedForm typed, RedirectAttributes after) {
        if (typed.fields().isEmpty()) {
            throw WebException.refused("web.trouble.incomplete");
        }
        DataForm form = form(sheet, typed);
        List<String> refused = new ArrayList<>();
        List<String> taken = new ArrayList<>();
        for (Map.Entry<String, Upload> file : typed.files().entrySet()) {
            form = withFile(form, file.getKey(), file.getValue(), refused, taken);
        }
        String where = "?befunde";
        String act = typed.act();
        if (act.startsWith(TypedForm.ADD)) {
            String list = act.substring(TypedForm.ADD.length());
            where = "#" + FormShape.id(list + "[" + form.count(list) + "]");
            form = isList(list) ? form.withEntry(list) : form;
        } else if (act.startsWith(TypedForm.REMOVE)) {
            String entry = act.substring(TypedForm.REMOVE.length());
            where = "#" + FormShape.id(entry.replaceAll("\\[\\d+]$", ""));
            form = entry.endsWith("]") ? form.dropping(entry) : form;
        } else {
            form = form.withoutEmptyEntries();
        }
        Proposed proposed = Proposals.in(form);
        after.addFlashAttribute(FormModel.PROPOSED, new ArrayList<>(proposed.paths()));
        after.addFlashAttribute(FormModel.REFUSED, new ArrayList<>(refused));
        after.addFlashAttribute(FormModel.TAKEN, new ArrayList<>(taken));
        String input = editing.keep(account, sheet.input(), sheet.matter(), base, proposed.form());
        boolean settled = act.equals(SAVE) && proposed.paths().isEmpty() && refused.isEmpty() && taken.size() <= 1;
        return new Kept(input, proposed.form(), where, settled);
    }

    /** What was typed, on top of what cannot be changed. */
    static DataForm form(Sheet sheet, TypedForm typed) {
        DataForm form = sheet.signedBy() == null
                ? DataForm.typed(typed.fields())
                : sheet.form().overlaid(typed.fields(), OPEN, MatterEditing::staysOpen);
        return sheet.isNew() ? form : form.with("kennung", sheet.matter());
    }

    private static boolean isList(String list) {
        String bare = list.replaceAll("\\[\\d+]", "[]");
        return DataFields.all().stream().anyMatch(group -> group.path().equals(bare + "[]"));
    }

    private DataForm withFile(DataForm form, String path, Upload file, List<String> refused, List<String> taken) {
        if (path.equals(DataFields.PRESS_LIST)) {
            DataForm.Read read = editing.withPressList(form, file);
            if (read.form().isEmpty()) {
                read.notices().forEach(notice -> refused.add(texts.line(notice)));
                return form;
            }
            long twice = read.notices().stream()
                    .filter(notice -> notice.code().equals("agreement.press-list.twice-skipped"))
                    .count();
            DataForm with = read.form().get();
            taken.add(texts.text("web.data.list-taken", with.count(DataFields.PRESS_LIST), twice));
            read.notices().forEach(notice -> taken.add(texts.line(notice)));
            return with;
        }
        if (file.content().length > LARGEST_ANNEX) {
            refused.add(texts.text("web.data.annex-too-large", file.name()));
            return form;
        }
        return path.matches("vereinbarungen\\[\\d+]\\.anlagen\\[\\d+]|" + PICTURE)
                ? editing.withAnnex(form, path, file)
                : form;
    }
}
