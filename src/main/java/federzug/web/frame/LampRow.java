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
                title(lamp, texts), lamp.findings().stream().map(texts::text).toList(), kind, texts.text(word));
    }

    private static String title(Lamp lamp, Texts texts) {
        return switch (lamp.kind()) {
            case DATABASE -> texts.text("web.lamp.database");
            case TEMPLATES -> texts.text("web.lamp.templates");
            case FONTS -> texts.text("web.lamp.fonts");
            case TIMESTAMP -> texts.text("web.lamp.timestamp");
            case TRUST -> texts.text("web.lamp.trust");
            case MAIL -> texts.text("web.lamp.mail");
            case FOLDER -> texts.text("web.lamp.folder");
            case ADDRESSES -> texts.text("web.lamp.addresses");
            case DOCUMENT -> texts.text("web.lamp.document", lamp.about());
            case DEVICE -> texts.text("web.lamp.device", lamp.about());
        };
    }
}
