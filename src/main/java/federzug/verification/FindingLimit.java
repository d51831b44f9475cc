package federzug.verification;

import federzug.notice.Notice;
import federzug.notice.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Limits how many findings of one kind a report lists; the others are only counted. */
final class FindingLimit {
    private FindingLimit() {}

    static List<Finding> atMost(int most, List<Finding> all) {
        Map<String, Integer> met = new HashMap<>();
        Map<String, Finding> beyond = new LinkedHashMap<>();
        List<Finding> kept = new ArrayList<>();
        for (Finding finding : all) {
            String code = finding.notice().code();
            if (met.merge(code, 1, Integer::sum) <= most) {
                kept.add(finding);
            } else {
                beyond.putIfAbsent(code, finding);
            }
        }
        beyond.forEach((code, example) -> kept.add(more(example, met.getOrDefault(code, 0) - most)));
        return kept;
    }

    /** As grave as those it stands for, and a change if they are. */
    private static Finding more(Finding example, int count) {
        String code = switch (example.notice().code().split("\\.")[1]) {
            case "change" -> "verification.change.more";
            case "allowed" -> "verification.allowed.more";
            case "doubtful" -> "verification.doubtful.more";
            default -> "verification.document.more";
        };
        Notice notice = switch (example.notice().severity()) {
            case ERROR -> Notice.error(code, Place.NOWHERE, count);
            case WARNING -> Notice.warning(code, Place.NOWHERE, count);
            default -> Notice.note(code, Place.NOWHERE, count);
        };
        return new Finding(notice, "");
    }
}
