package federzug.drafting;

import federzug.notice.Notice;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds text that the delivered templates and examples mark as a sample; a real document must not carry it. */
final class SampleText {
    private static final Pattern SAMPLE = Pattern.compile(
            "\\b(?:Mustertext|Musterwortlaut|Blindtext)\\b|\\bMUSTER-[\\p{L}\\p{N}]+|\\bMuster-Beschluss\\b|· Muster\\b"
                    + "|\\bSatz ist (?:nur )?ein Platzhalter\\b|\\bkeine Äußerung einer wirklichen Person\\b",
            Pattern.UNICODE_CHARACTER_CLASS);

    private SampleText() {}

    static void look(List<Passage> lines, Set<Notice> notices) {
        for (Passage line : lines) {
            Set<String> found = new LinkedHashSet<>();
            Matcher matcher = SAMPLE.matcher(line.text());
            while (matcher.find()) {
                found.add(matcher.group());
            }
            if (!found.isEmpty()) {
                notices.add(Notice.error("drafting.data.sample", line.place(), String.join("“, „", found)));
            }
        }
    }
}
