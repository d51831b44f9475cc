package federzug.rendering.word;

import federzug.rendering.manuscript.RenderingProblems;
import jakarta.xml.bind.JAXBElement;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.docx4j.wml.CTPPrChange;
import org.docx4j.wml.PPr;
import org.docx4j.wml.PPrBase;
import org.docx4j.wml.ParaRPr;
import org.docx4j.wml.RPr;
import org.docx4j.wml.TblPr;
import org.docx4j.wml.TcPr;
import org.docx4j.wml.TrPr;
import org.jspecify.annotations.Nullable;

/**
 * Refuses tracked changes (ISO/IEC 29500-1, 17.13.5) that leave the wording open: what is inserted, deleted or moved, and
 * formatting that hides, strikes or numbers text. Any other change of formatting counts as accepted, with a remark.
 */
final class TrackedChanges {
    private static final Set<String> HIDING = Set.of("vanish", "specVanish", "strike", "dstrike");

    private final RenderingProblems problems;

    TrackedChanges(RenderingProblems problems) {
        this.problems = problems;
    }

    void paragraph(@Nullable PPr direct) {
        if (direct == null) {
            return;
        }
        CTPPrChange change = direct.getPPrChange();
        if (change != null) {
            report(change.getPPr() != null && numberedOtherwise(direct, change.getPPr()));
        }
        PPrBase.NumPr numbers = direct.getNumPr();
        if (numbers != null && (numbers.getIns() != null || numbers.getNumberingChange() != null)) {
            report(true);
        }
        mark(direct.getRPr());
    }

    private void mark(@Nullable ParaRPr mark) {
        if (mark == null) {
            return;
        }
        if (mark.getIns() != null || mark.getDel() != null || mark.getMoveFrom() != null || mark.getMoveTo() != null) {
            report(true);
        } else if (mark.getRPrChange() != null) {
            report(false);
        }
    }

    void run(@Nullable RPr direct) {
        if (direct != null && direct.getRPrChange() != null) {
            report(direct.getRPrChange().getRPr() != null
                    && hides(direct.getRPrChange().getRPr().getEGRPrBase()));
        }
    }

    void table(@Nullable TblPr direct) {
        if (direct != null && direct.getTblPrChange() != null) {
            report(false);
        }
    }

    void row(@Nullable TrPr direct) {
        if (direct != null && (direct.getIns() != null || direct.getDel() != null)) {
            report(true);
        } else if (direct != null && direct.getTrPrChange() != null) {
            report(false);
        }
    }

    void cell(TcPr direct) {
        if (direct.getCellIns() != null || direct.getCellDel() != null || direct.getCellMerge() != null) {
            report(true);
        } else if (direct.getTcPrChange() != null) {
            report(false);
        }
    }

    void report(boolean open) {
        if (open) {
            problems.add("rendering.draft.tracked-change");
        } else {
            problems.remarkOnce("rendering.draft.format-change");
        }
    }

    private static boolean hides(List<Object> before) {
        return before.stream()
                .anyMatch(property -> property instanceof JAXBElement<?> element
                        && HIDING.contains(element.getName().getLocalPart()));
    }

    /** A style may bring a number, too. */
    private static boolean numberedOtherwise(PPrBase now, PPrBase before) {
        return !Objects.equals(style(now), style(before)) || !Objects.equals(number(now), number(before));
    }

    private static @Nullable String style(PPrBase properties) {
        return properties.getPStyle() == null ? null : properties.getPStyle().getVal();
    }

    private static List<BigInteger> number(PPrBase properties) {
        PPrBase.NumPr numbers = properties.getNumPr();
        BigInteger list = numbers == null || numbers.getNumId() == null
                ? BigInteger.ZERO
                : numbers.getNumId().getVal();
        BigInteger level = numbers == null || numbers.getIlvl() == null
                ? BigInteger.ZERO
                : numbers.getIlvl().getVal();
        return List.of(list, level);
    }
}
