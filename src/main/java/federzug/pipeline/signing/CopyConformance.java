package federzug.pipeline.signing;

import federzug.document.Digest;
import federzug.document.DocumentStore;
import federzug.document.SignedPdf;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.rendering.Rendering;
import federzug.signing.Signing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Finds out whether a document is still archival and accessible after somebody signed it with a program of their own. */
@Component
class CopyConformance {
    private static final Texts TEXTS = Texts.german();

    /** Beginnings of the clauses of ISO 19005-2 and ISO 14289-1, and what is wrong where one of their rules is broken. */
    private static final Map<String, String> MATTERS = new LinkedHashMap<>();

    static {
        MATTERS.put("6.2.11", "pipeline.return.lost-font");
        MATTERS.put("7.21", "pipeline.return.lost-font");
        MATTERS.put("6.2", "pipeline.return.lost-colour");
        MATTERS.put("6.3", "pipeline.return.lost-field");
        MATTERS.put("6.4", "pipeline.return.lost-field");
        MATTERS.put("7.18", "pipeline.return.lost-field");
        MATTERS.put("6.6", "pipeline.return.lost-metadata");
        MATTERS.put("5", "pipeline.return.lost-metadata");
        MATTERS.put("7.1", "pipeline.return.lost-structure");
        MATTERS.put("6.7", "pipeline.return.lost-structure");
        MATTERS.put("6.1", "pipeline.return.lost-file");
    }

    private final DocumentStore store;
    private final Signing signing;

    CopyConformance(DocumentStore store, Signing signing) {
        this.store = store;
        this.signing = signing;
    }

    /**
     * What a returned copy has lost, in words; empty if nothing.
     *
     * @param signer name of the person whose program did it
     */
    Optional<Notice> lost(Digest before, SignedPdf copy, String signer) {
        byte[] bytes = store.bytes(copy.content().digest());
        if (signing.drewTheLook(bytes, copy.signed().get(copy.signed().size() - 1))) {
            return Optional.empty(); // proved by the tests of this program
        }
        List<Notice> broken = new ArrayList<>(Rendering.violations(bytes));
        if (broken.isEmpty()) {
            return Optional.empty();
        }
        broken.removeAll(Rendering.violations(store.bytes(before)));
        if (broken.isEmpty()) {
            return Optional.empty();
        }
        Set<String> standards = new LinkedHashSet<>();
        Map<String, Set<String>> matters = new LinkedHashMap<>();
        for (Notice rule : broken) {
            String flavour = String.valueOf(rule.arguments().get(0));
            String clause = String.valueOf(rule.arguments().get(1));
            standards.add(flavour.contains("ua") ? "PDF/UA-1" : "PDF/A-2a");
            matters.computeIfAbsent(matter(clause), code -> new LinkedHashSet<>())
                    .add(clause);
        }
        return Optional.of(Notice.warning(
                "pipeline.return.conformance-lost",
                Place.NOWHERE,
                signer,
                String.join(", ", standards),
                matters.entrySet().stream()
                        .map(matter -> TEXTS.text(matter.getKey(), String.join(", ", matter.getValue())))
                        .collect(Collectors.joining("; "))));
    }

    private static String matter(String clause) {
        return MATTERS.entrySet().stream()
                .filter(matter -> clause.startsWith(matter.getKey() + ".") || clause.startsWith(matter.getKey() + "-"))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse("pipeline.return.lost-other");
    }
}
