package federzug.drafting;

import federzug.drafting.Piece.Reference;
import federzug.notice.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/** Text without formatting that may hold fields but no loops: titles, alternative texts. */
final class PlainText {
    private PlainText() {}

    /** Strings and {@link Reference}s in turn. */
    static List<Object> segments(String text, Spot spot, List<Notice> notices) {
        List<Object> segments = new ArrayList<>();
        int from = 0;
        for (Token token : Token.in(text)) {
            segments.add(text.substring(from, token.start()));
            Matcher field = Token.PLACEHOLDER.matcher(token.content());
            if (field.matches()) {
                String format = field.group(2);
                segments.add(new Reference(field.group(1), format == null ? "" : format, spot));
            } else {
                notices.add(Notice.error("drafting.mark.only-fields", spot.place(), "${" + token.content() + "}"));
            }
            from = token.end();
        }
        segments.add(text.substring(from));
        if (Token.leavesOpen(text)) {
            notices.add(Notice.error("drafting.mark.broken", spot.place()));
        }
        return segments;
    }
}
