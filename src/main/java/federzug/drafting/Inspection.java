package federzug.drafting;

import federzug.drafting.Piece.Box;
import federzug.drafting.Piece.Choice;
import federzug.drafting.Piece.Code;
import federzug.drafting.Piece.Field;
import federzug.drafting.Piece.Frame;
import federzug.drafting.Piece.Loop;
import federzug.drafting.Piece.Note;
import federzug.drafting.Piece.Reference;
import federzug.drafting.Scope.Found;
import federzug.drafting.Scope.Lookup;
import federzug.drafting.Scope.Unknown;
import federzug.notice.Notice;
import federzug.notice.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks up every name a template uses, in the branches not taken and the loops without entries too: a misspelt name is
 * found with the first matter, not with the first one that takes that branch.
 */
final class Inspection {
    private static final String BOXES = "unterschrift";
    private static final Set<String> PEOPLE = Set.of("unterzeichnende", "personen");

    private final Template template;
    private final NoteCopies footnotes;
    private final NoteCopies endnotes;
    private final Set<Notice> notices = new LinkedHashSet<>();
    private final Map<String, Set<Spot>> uses = new LinkedHashMap<>();
    /** Templates without a signature box are not signed: names are allowed everywhere. */
    private final boolean signed;

    private int signatureBlock;

    private Inspection(Template template) {
        this.template = template;
        this.footnotes = new NoteCopies(template.tree(WordParts.FOOTNOTES));
        this.endnotes = new NoteCopies(template.tree(WordParts.ENDNOTES));
        this.signed = template.pieces().values().stream().anyMatch(part -> hasBox(part.tree()));
    }

    static Inspection of(Template template, Value.Group root) {
        Inspection inspection = new Inspection(template);
        Scope scope = Scope.of(root);
        template.pieces().values().stream()
                .filter(part -> !WordParts.isNotes(part.kind()))
                .forEach(part -> inspection.look(part.tree(), scope));
        inspection
                .footnotes
                .others(template.referredNotes(WordParts.FOOTNOTES))
                .forEach(note -> inspection.look(note, scope));
        inspection
                .endnotes
                .others(template.referredNotes(WordParts.ENDNOTES))
                .forEach(note -> inspection.look(note, scope));
        if (template.properties() != null) {
            template.properties().texts().values().forEach(segments -> inspection.segments(segments, scope));
        }
        template.others()
                .forEach(other -> other.texts().values().forEach(segments -> inspection.segments(segments, scope)));
        return inspection;
    }

    /** Whether it has a signature box. */
    boolean isSigned() {
        return signed;
    }

    List<Notice> notices() {
        return List.copyOf(notices);
    }

    List<FieldUse> fields() {
        List<FieldUse> fields = new ArrayList<>();
        uses.forEach((name, places) -> {
            FieldList.Entry entry = template.fields().entries().get(name);
            fields.add(new FieldUse(
                    name,
                    entry == null ? "" : entry.meaning(),
                    entry == null ? "" : entry.sample(),
                    template.fields().required(name),
                    places.stream().map(Spot::place).distinct().toList()));
        });
        return fields;
    }

    /** Whether a signature box stands in it, however deep. */
    private static boolean hasBox(Piece piece) {
        if (piece instanceof Frame frame) {
            return frame.children().stream().anyMatch(Inspection::hasBox);
        } else if (piece instanceof Loop loop) {
            return loop.body().stream().anyMatch(Inspection::hasBox);
        } else if (piece instanceof Choice choice) {
            return Stream.concat(choice.yes().stream(), choice.no().stream()).anyMatch(Inspection::hasBox);
        }
        return piece instanceof Box;
    }

    private void look(Piece piece, Scope scope) {
        if (piece instanceof Frame frame) {
            frame.attributes().forEach(slot -> segments(slot.segments(), scope));
            frame.children().forEach(child -> look(child, scope));
        } else if (piece instanceof Field field) {
            field(field.reference(), scope);
        } else if (piece instanceof Box box) {
            box(box, scope);
        } else if (piece instanceof Note note) {
            NoteCopies notes = Xml.is(note.reference(), "footnoteReference") ? footnotes : endnotes;
            Piece text = notes.note(BoxMarks.attribute(note.reference(), "id"));
            if (text != null) {
                look(text, scope);
            }
        } else if (piece instanceof Code code) {
            segments(code.segments(), scope);
        } else if (piece instanceof Choice choice) {
            find(choice.condition(), scope);
            choice.yes().forEach(child -> look(child, scope));
            choice.no().forEach(child -> look(child, scope));
        } else if (piece instanceof Loop loop) {
            loop(loop, scope);
        }
    }

    private void loop(Loop loop, Scope scope) {
        find(loop.list(), scope).ifPresent(found -> {
            if (found.value() instanceof Value.Items items) {
                Scope inner = scope.with(loop.variable(), items.item(), found.name(), 0);
                int block = hasBox(loop) ? 1 : 0;
                signatureBlock += block;
                loop.body().forEach(child -> look(child, inner));
                signatureBlock -= block;
            } else {
                error("drafting.loop.no-list", loop.list(), loop.list().path());
            }
        });
    }

    private void field(Reference reference, Scope scope) {
        find(reference, scope).ifPresent(found -> {
            warnOfName(reference, found);
            Set<String> formats = Formats.of(found.value());
            if (!formats.contains(reference.format())) {
                if (reference.format().isEmpty()) {
                    Set<String> inside = new LinkedHashSet<>(formats);
                    if (found.value() instanceof Value.Group group) {
                        group.members().keySet().forEach(member -> inside.add(reference.path() + "." + member));
                    }
                    error("drafting.field.no-text", reference, reference.path(), String.join(", ", inside));
                } else {
                    String known = Suggestion.orAll(reference.format(), formats);
                    error("drafting.format.unknown", reference, reference.format(), reference.path(), known);
                }
            }
        });
    }

    /** A deputy who signs at the last minute must not change the agreed text, or everybody signs again. */
    private void warnOfName(Reference reference, Found found) {
        String list = found.name().replaceFirst("\\..*", "");
        String member = found.name().substring(list.length());
        String format = reference.format();
        boolean named = member.equals(".name")
                || member.equals(".vorname")
                || (member.isEmpty() && (!format.startsWith("amt_") || format.startsWith("amt_name")));
        if (signed
                && named
                && PEOPLE.contains(list)
                && signatureBlock == 0
                && reference.spot().table() == 0) {
            notices.add(Notice.warning("drafting.name.in-text", reference.spot().place(), reference.path()));
        }
    }

    private void box(Box box, Scope scope) {
        Lookup lookup = scope.find(box.reference().path());
        uses.computeIfAbsent(BOXES, name -> new LinkedHashSet<>())
                .add(box.reference().spot());
        if (lookup instanceof Unknown unknown) {
            unknown(box.reference(), unknown, scope);
        } else if (!(lookup instanceof Found found)
                || !(found.value() instanceof Value.Group group)
                || !group.forms().containsKey("amt_name")) {
            error("drafting.box.no-person", box.reference(), box.reference().path());
        } else if (!Xml.is(box.paragraph(), "p")) {
            error("drafting.box.not-alone", box.reference());
        }
    }

    private void segments(List<Object> segments, Scope scope) {
        for (Object segment : segments) {
            if (segment instanceof Reference reference) {
                field(reference, scope);
            }
        }
    }

    private Optional<Found> find(Reference reference, Scope scope) {
        Lookup lookup = scope.find(reference.path());
        if (lookup instanceof Found found) {
            uses.computeIfAbsent(found.name(), name -> new LinkedHashSet<>()).add(reference.spot());
            return Optional.of(found);
        }
        unknown(reference, (Unknown) lookup, scope);
        return Optional.empty();
    }

    private void unknown(Reference reference, Unknown unknown, Scope scope) {
        String parent = unknown.prefix().replaceFirst("\\.$", "");
        if (scope.find(parent) instanceof Found found && found.value() instanceof Value.Items) {
            error("drafting.field.in-list", reference, reference.path(), parent);
        } else if (unknown.known().isEmpty()) {
            error("drafting.field.no-parts", reference, reference.path(), parent);
        } else {
            String known = Suggestion.orAll(unknown.segment(), unknown.known());
            error("drafting.field.unknown", reference, reference.path(), unknown.prefix() + known);
        }
    }

    private void error(String code, Reference reference, Object... arguments) {
        notices.add(Notice.error(code, reference.spot().place(), arguments));
    }
}
