package federzug.web.frame;

import federzug.notice.Texts;
import federzug.pipeline.doctor.Lamp;
import java.util.List;

/**
 * One lamp as a page shows it.
 *
 * @param kind of the state's mark
 */
public record LampRow(String title, List<String> lines, String kind, String word) {
    public LampRow {
        lines = List.copyOf(lines);
    }

    public static LampRow of(Lamp lamp, Texts texts) {
        String kind = lamp.isGood() ? "gut" : lamp.isBroken() ? "schlecht" : "frage";
        String word = lamp.isGood() ? "web.lamp.good" : lamp.isBroken() ? "web.lamp.broken" : "web.state.needs-you";
        return new LampRow(
                texts.text(lamp.titleCode(), lamp.about()),
                lamp.findings().stream().map(texts::text).toList(),
                kind,
                texts.text(word));
    }
}
