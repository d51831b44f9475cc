package federzug.agreement;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The {@code anlagen} of one agreement. */
final class AnnexReading {
    static final Map<String, Annex.Kind> KINDS = MatterReading.words(Annex.Kind.values());
    private static final int MOST = 20;

    private final Section agreement;
    private final Problems problems;
    private final AnnexFiles files;

    AnnexReading(Section agreement, AnnexFiles files) {
        this.agreement = agreement;
        this.problems = agreement.problems();
        this.files = files;
    }

    List<Annex> annexes() {
        List<Annex> annexes = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Section section : agreement.sections("anlagen", false)) {
            String file = section.requiredLine("datei");
            String title = section.requiredLine("titel");
            Annex.Kind kind = section.choice("art", KINDS, Annex.Kind.SONSTIGE);
            String said = section.line("sha256");
            section.done();
            if (!file.isEmpty() && !seen.add(file)) {
                problems.error("agreement.annex.twice", section.place("datei"), file);
            } else if (!file.isEmpty()) {
                annexes.add(new Annex(file, title, kind, digest(section, file, said)));
            }
        }
        if (annexes.size() > MOST) {
            problems.error("agreement.annex.too-many", agreement.place("anlagen"), MOST);
        }
        return annexes;
    }

    /** A digest in the data means this very file and no other. */
    String digest(Section section, String file, String said) {
        if (!said.isEmpty() && !said.matches("[0-9a-f]{64}")) {
            problems.error("agreement.annex.not-sha256", section.place("sha256"));
            return "";
        }
        Optional<String> read = files.digest(file, section.place("datei"), problems);
        if (read.isPresent() && !said.isEmpty() && !said.equals(read.get())) {
            problems.error("agreement.annex.other-file", section.place("sha256"), file, read.get());
        }
        return read.orElse(said);
    }
}
