package federzug.houseplan;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** The arrows between inner rooms, column "may use" of the plan's second table; what lies beside them is the face. */
public final class InnerRooms {
    /** Inner room → the neighbours it may use. */
    public static final Map<String, Set<String>> ARROWS = new TreeMap<>(Map.ofEntries(
            Map.entry("rendering.font", Set.of()),
            Map.entry("rendering.manuscript", Set.of("font")),
            Map.entry("rendering.drawing", Set.of("font", "manuscript")),
            Map.entry("rendering.docx", Set.of("font", "manuscript")),
            Map.entry("rendering.word", Set.of("font", "manuscript", "drawing", "docx")),
            Map.entry("rendering.fop", Set.of("font", "manuscript")),
            Map.entry("rendering.page", Set.of("font", "manuscript", "fop")),
            Map.entry("rendering.pdf", Set.of("font", "fop")),
            Map.entry("rendering.mail", Set.of("manuscript")),
            Map.entry("verification.file", Set.of()),
            Map.entry("verification.field", Set.of("file")),
            Map.entry("verification.change", Set.of("file", "field")),
            Map.entry("verification.signature", Set.of("file", "change")),
            Map.entry("verification.report", Set.of("change", "signature")),
            Map.entry("signing.pades", Set.of()),
            Map.entry("signing.card", Set.of("pades")),
            Map.entry("signing.device", Set.of("pades", "card")),
            Map.entry("delivery.smtp", Set.of()),
            Map.entry("delivery.evidence", Set.of()),
            Map.entry("delivery.inbox", Set.of()),
            Map.entry("delivery.ledger", Set.of("evidence", "smtp")),
            Map.entry("pipeline.folder", Set.of()),
            Map.entry("pipeline.metering", Set.of("folder")),
            Map.entry("pipeline.checking", Set.of("folder")),
            Map.entry("pipeline.preparing", Set.of("folder")),
            Map.entry("pipeline.mailing", Set.of("checking", "folder")),
            Map.entry("pipeline.board", Set.of("checking", "folder", "mailing")),
            Map.entry("pipeline.signing", Set.of("board", "checking", "folder", "mailing", "preparing")),
            Map.entry("pipeline.filing", Set.of("checking", "folder")),
            Map.entry(
                    "pipeline.run",
                    Set.of("board", "checking", "filing", "folder", "mailing", "metering", "preparing", "signing")),
            Map.entry("pipeline.collecting", Set.of("folder", "mailing", "signing")),
            Map.entry("pipeline.doctor", Set.of("checking", "folder", "mailing")),
            Map.entry("pipeline.batch", Set.of("folder")),
            Map.entry("web.guard", Set.of()),
            Map.entry("web.frame", Set.of("guard")),
            Map.entry("web.account", Set.of("frame")),
            Map.entry("web.matter", Set.of("frame")),
            Map.entry("web.data", Set.of("frame")),
            Map.entry("web.checking", Set.of("frame")),
            Map.entry("web.turn", Set.of("frame", "guard")),
            Map.entry("web.administration", Set.of("frame")),
            Map.entry("web.press", Set.of("frame")),
            Map.entry("web.template", Set.of("frame")),
            Map.entry("web.post", Set.of("frame")),
            Map.entry("web.help", Set.of("frame")),
            Map.entry("trust.status", Set.of())));

    private final String root;

    /** @param root package of the rooms */
    public InnerRooms(String root) {
        this.root = root;
    }

    public List<ArchRule> rules() {
        return List.of(followTheirTable(), useOnlyValuesOfTheirFace());
    }

    private ArchRule followTheirTable() {
        return rule("inner rooms follow their table", arrow -> {
            String from = place(arrow.getOriginClass());
            String to = place(arrow.getTargetClass());
            return to.contains(".")
                    && !from.equals(to)
                    && !ARROWS.getOrDefault(from, Set.of()).contains(to.substring(to.indexOf('.') + 1));
        });
    }

    private ArchRule useOnlyValuesOfTheirFace() {
        return rule(
                "inner rooms use only values of their face",
                arrow -> !place(arrow.getTargetClass()).contains(".")
                        && arrow.getTargetClass().isMetaAnnotatedWith(Component.class));
    }

    /** Looks at arrows from an inner room to another place of the same room. */
    private ArchRule rule(String words, Predicate<Dependency> forbidden) {
        return classes().should(new ArchCondition<>(words) {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                if (!place(item).contains(".")) {
                    return;
                }
                item.getDirectDependenciesFromSelf().stream()
                        .filter(arrow -> arrow.getTargetClass().getPackageName().startsWith(root + "."))
                        .filter(arrow -> room(arrow.getTargetClass()).equals(room(item)))
                        .filter(forbidden)
                        .forEach(arrow -> events.add(SimpleConditionEvent.violated(item, arrow.getDescription())));
            }
        });
    }

    /** {@code rendering.page} for an inner room, {@code rendering} for a face, empty for the root. */
    private String place(JavaClass item) {
        String name = item.getPackageName();
        return name.startsWith(root + ".") ? name.substring(root.length() + 1) : "";
    }

    private String room(JavaClass item) {
        return place(item).split("\\.")[0];
    }
}
