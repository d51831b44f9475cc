package federzug.verification.field;

import federzug.verification.field.AppearanceReader.Glyph;
import java.awt.image.Raster;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What an appearance displays: the characters that can be seen, in their order on the page, and what is no text. */
final class AppearanceContent {
    /** Of 255; smoothing makes paler pixels. */
    private static final int CONTRAST = 48;

    private static final float SMALLEST_TYPE = 3;
    private static final int FEW = 12;
    private static final double MOST_OF_A_ROW = 0.6;
    /** A ground so dark that nobody writes on it. */
    private static final int DARK = 110;
    /** In points. */
    private static final double BROAD = 2;

    private static final double BROAD_SHARE = 0.1;
    /** In points: a frame and what lies between it and the text. */
    private static final float FRAME = 3.2f;
    /** In points: how thick a line is, and how long it is at least. */
    private static final float THIN = 4;

    private static final float SHORTEST = 12;
    /** A tick, a cross, a star or a dot in a circle crosses a line a few times; writing does so often. */
    private static final int MOST_STROKES = 4;

    private final Raster with;
    private final Raster without;
    private final float scale;
    private final List<Glyph> visible = new ArrayList<>();
    private final List<Glyph> glyphs;
    private final List<String> spoken;
    private final boolean readable;

    /** @param spoken what is to be read aloud in place of something drawn (ISO 32000-1, 14.9) */
    AppearanceContent(List<Glyph> glyphs, List<String> spoken, Raster with, Raster without, float scale) {
        this.glyphs = glyphs;
        this.spoken = spoken;
        this.with = with;
        this.without = without;
        this.scale = scale;
        glyphs.stream().filter(this::isSeen).forEach(visible::add);
        this.readable = isSetInLines() && isLegible();
    }

    /** Whether nothing at all is drawn. */
    boolean isBlank() {
        for (int y = 0; y < with.getHeight(); y++) {
            for (int x = 0; x < with.getWidth(); x++) {
                if (with.getSample(x, y, 0) < 255 - CONTRAST / 3) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether there is any text, seen or not. */
    boolean hasText() {
        return !written().isBlank();
    }

    /** All text in the order in which it is drawn, seen or not, and what is spoken in place of it. */
    String written() {
        StringBuilder text = new StringBuilder();
        glyphs.forEach(glyph -> text.append(glyph.text() == null ? "\uFFFD" : glyph.text()));
        return (text + " " + String.join(" ", spoken)).strip();
    }

    /** What is spoken in place of something drawn. */
    List<String> spoken() {
        return spoken;
    }

    /** Whether it is a colour through which black writing can be read, and no writing itself. */
    boolean isPale() {
        for (int y = 0; y < with.getHeight(); y++) {
            for (int x = 0; x < with.getWidth(); x++) {
                if (with.getSample(x, y, 0) < DARK) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether nothing but thin lines is drawn, all across or all upright: no writing. */
    boolean isOfThinLines() {
        boolean[][] ink = ink(with, 0, 255);
        return ThinLines.are(ink, Math.round(THIN * scale), Math.round(SHORTEST * scale));
    }

    /** Whether it is at least and at most of that size, in points. */
    boolean isWithin(float least, float most) {
        float width = with.getWidth() / scale;
        float height = with.getHeight() / scale;
        return Math.min(width, height) >= least && Math.max(width, height) <= most;
    }

    /** Whether {@link #lines()} is what a person reads: no glyph that looks like another, none over another. */
    boolean isReadable() {
        return readable;
    }

    /** Number of glyphs that are seen and are not blank. */
    int glyphs() {
        return (int) visible.stream().filter(glyph -> !isSpace(glyph)).count();
    }

    /** One line of text. */
    record Line(String text, float y) {}

    /** From top to bottom, each from left to right; in a turned field as if it were not turned. */
    List<Line> lines() {
        List<Glyph> sorted = new ArrayList<>(visible);
        sorted.sort(Comparator.comparingDouble(glyph -> -across(glyph)));
        List<Line> lines = new ArrayList<>();
        List<Glyph> line = new ArrayList<>();
        for (Glyph glyph : sorted) {
            if (!line.isEmpty()
                    && Math.abs(across(line.get(0)) - across(glyph))
                            > line.get(0).size() / 2) {
                lines.add(line(line));
                line.clear();
            }
            line.add(glyph);
        }
        if (!line.isEmpty()) {
            lines.add(line(line));
        }
        return lines;
    }

    private Line line(List<Glyph> glyphs) {
        glyphs.sort(Comparator.comparingDouble(this::along));
        StringBuilder text = new StringBuilder();
        Glyph before = null;
        for (Glyph glyph : glyphs) {
            if (before != null && along(glyph) - along(before) - advance(before) > before.size() / 5) {
                text.append(' ');
            }
            text.append(glyph.text() == null ? "\uFFFD" : glyph.text());
            before = glyph;
        }
        return new Line(text.toString(), glyphs.get(0).y());
    }

    /** Everything that is read, in one line. */
    String text() {
        return String.join(" ", lines().stream().map(Line::text).toList()).strip();
    }

    private boolean isSetInLines() {
        for (Glyph glyph : visible) {
            boolean turnedAlike = direction(glyph) == direction(visible.get(0));
            if (!turnedAlike || glyph.size() < SMALLEST_TYPE || glyph.text() == null) {
                return false;
            }
        }
        List<Glyph> written = new ArrayList<>();
        visible.stream().filter(glyph -> !isSpace(glyph)).forEach(written::add);
        written.sort(Comparator.comparingDouble((Glyph glyph) -> -Math.round(across(glyph)))
                .thenComparingDouble(this::along));
        for (int i = 1; i < written.size(); i++) {
            Glyph left = written.get(i - 1);
            Glyph right = written.get(i);
            boolean sameLine = Math.abs(across(left) - across(right)) < left.size() * 0.7;
            boolean onTop = along(right) - along(left) < Math.min(advance(left), left.size() / 5) * 0.5;
            if (sameLine && onTop) {
                return false;
            }
        }
        return true;
    }

    /** A few letters of an unusual typeface may not be recognised, but no digit. */
    private boolean isLegible() {
        long letters = visible.stream().filter(glyph -> !isSpace(glyph)).count();
        long doubtful = visible.stream().filter(glyph -> !glyph.certain()).count();
        boolean digits = visible.stream().filter(glyph -> !glyph.certain()).anyMatch(AppearanceContent::isDigit);
        return doubtful == 0 || !digits && doubtful <= letters / 5;
    }

    private static boolean isDigit(Glyph glyph) {
        String text = glyph.text();
        return text != null && text.codePoints().anyMatch(Character::isDigit);
    }

    private static boolean isSpace(Glyph glyph) {
        String text = glyph.text();
        return text != null && text.isBlank();
    }

    /** Quarter turns. */
    private static int direction(Glyph glyph) {
        return (int) Math.round(Math.atan2(glyph.advanceY(), glyph.advanceX()) / (Math.PI / 2));
    }

    private double along(Glyph glyph) {
        double angle = -direction(visible.get(0)) * Math.PI / 2;
        return glyph.x() * Math.cos(angle) - glyph.y() * Math.sin(angle);
    }

    private double across(Glyph glyph) {
        double angle = -direction(visible.get(0)) * Math.PI / 2;
        return glyph.x() * Math.sin(angle) + glyph.y() * Math.cos(angle);
    }

    private static float advance(Glyph glyph) {
        return (float) Math.hypot(glyph.advanceX(), glyph.advanceY());
    }

    /** Hidden, cut off, in the colour of its ground or covered: what makes no difference is not seen. */
    private boolean isSeen(Glyph glyph) {
        if (isSpace(glyph)) {
            return true;
        }
        float endX = glyph.x() + glyph.advanceX();
        float endY = glyph.y() + glyph.advanceY();
        float below = glyph.size() * 0.25f;
        float above = glyph.size() * 0.9f;
        boolean upright = Math.abs(glyph.advanceX()) >= Math.abs(glyph.advanceY());
        float left = Math.min(glyph.x(), endX) - (upright ? 0 : above);
        float right = Math.max(glyph.x(), endX) + (upright ? 0 : above);
        float low = Math.min(glyph.y(), endY) - (upright ? below : 0);
        float high = Math.max(glyph.y(), endY) + (upright ? above : 0);
        int seen = 0;
        for (int y = pixelY(high); y <= pixelY(low); y++) {
            for (int x = Math.max(0, Math.round(left * scale)); x <= right * scale && x < with.getWidth(); x++) {
                if (Math.abs(with.getSample(x, y, 0) - without.getSample(x, y, 0)) > CONTRAST) {
                    seen++;
                }
            }
        }
        return seen >= 2;
    }

    private int pixelY(float y) {
        return Math.max(0, Math.min(with.getHeight() - 1, with.getHeight() - 1 - Math.round(y * scale)));
    }

    /**
     * Whether something is drawn beside text, frame, ground and bands from edge to edge.
     *
     * @param comb whether lines from top to bottom part the cells of a comb
     */
    boolean hasOtherMarks(boolean comb) {
        return count(withoutLines(ink(without), comb)) > FEW;
    }

    /** Whether what is seen within the frame is at most one small sign, such as a tick. */
    boolean isOneMark() {
        boolean[][] ink = ink(with);
        if (glyphs() > 1 || count(ink) <= FEW) {
            return false;
        }
        int[] edges = edges(ink);
        double width = edges[2] - edges[0] + 1.0;
        double height = edges[3] - edges[1] + 1.0;
        return width / height < 3 && height / width < 3 && strokes(ink) <= MOST_STROKES;
    }

    /** Whether nothing is seen within the frame. */
    boolean isEmpty() {
        return count(ink(with)) <= FEW;
    }

    /** Whether it is filled with a dark colour or a broad bar: more than the line to write on. */
    boolean isBarred() {
        int[] counts = new int[256];
        int wide = 0;
        for (int y = 0; y < with.getHeight(); y++) {
            for (int x = 0; x < with.getWidth(); x++) {
                counts[with.getSample(x, y, 0)]++;
            }
        }
        for (boolean[] row : ink(with)) {
            int marked = 0;
            for (boolean pixel : row) {
                marked += pixel ? 1 : 0;
            }
            wide += marked > row.length * MOST_OF_A_ROW ? 1 : 0;
        }
        return most(counts) < DARK || wide > Math.max(BROAD * scale, with.getHeight() * BROAD_SHARE);
    }

    /** How bright the ground of a line is, of 255. */
    int ground(Line line) {
        int[] counts = new int[256];
        for (int dy = 0; dy < 3 * scale; dy++) {
            int y = pixelY(line.y() + dy / scale);
            for (int x = (int) (FRAME * scale); x < without.getWidth() - FRAME * scale; x++) {
                counts[without.getSample(x, y, 0)]++;
            }
        }
        return most(counts);
    }

    private boolean[][] ink(Raster raster) {
        int[] counts = new int[256];
        for (int y = 0; y < raster.getHeight(); y++) {
            for (int x = 0; x < raster.getWidth(); x++) {
                counts[raster.getSample(x, y, 0)]++;
            }
        }
        int frame =
                Math.max(1, Math.min(Math.round(FRAME * scale), Math.min(raster.getWidth(), raster.getHeight()) / 6));
        return ink(raster, frame, most(counts));
    }

    private static boolean[][] ink(Raster raster, int frame, int ground) {
        boolean[][] ink = new boolean[raster.getHeight()][raster.getWidth()];
        for (int y = frame; y < raster.getHeight() - frame; y++) {
            for (int x = frame; x < raster.getWidth() - frame; x++) {
                ink[y][x] = Math.abs(raster.getSample(x, y, 0) - ground) > CONTRAST;
            }
        }
        return ink;
    }

    private static int most(int[] counts) {
        int most = 255;
        for (int i = 0; i < counts.length; i++) {
            most = counts[i] > counts[most] ? i : most;
        }
        return most;
    }

    /** Without what runs from edge to edge: bands of colour, and the lines between the cells of a comb. */
    private static boolean[][] withoutLines(boolean[][] ink, boolean comb) {
        int height = ink.length;
        int width = ink[0].length;
        boolean[][] rest = new boolean[height][width];
        int[] rows = new int[height];
        int[] columns = new int[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                rows[y] += ink[y][x] ? 1 : 0;
                columns[x] += ink[y][x] ? 1 : 0;
            }
        }
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                rest[y][x] = ink[y][x] && rows[y] < width * MOST_OF_A_ROW && !(comb && columns[x] > height * 0.6);
            }
        }
        return rest;
    }

    private static int count(boolean[][] ink) {
        int count = 0;
        for (boolean[] row : ink) {
            for (boolean pixel : row) {
                count += pixel ? 1 : 0;
            }
        }
        return count;
    }

    private static int[] edges(boolean[][] ink) {
        int[] edges = {Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 0};
        for (int y = 0; y < ink.length; y++) {
            for (int x = 0; x < ink[y].length; x++) {
                if (ink[y][x]) {
                    edges[0] = Math.min(edges[0], x);
                    edges[1] = Math.min(edges[1], y);
                    edges[2] = Math.max(edges[2], x);
                    edges[3] = Math.max(edges[3], y);
                }
            }
        }
        return edges;
    }

    private static int strokes(boolean[][] ink) {
        int most = 0;
        for (boolean[] row : ink) {
            int runs = 0;
            for (int x = 1; x < row.length; x++) {
                runs += row[x] && !row[x - 1] ? 1 : 0;
            }
            most = Math.max(most, runs);
        }
        return most;
    }
}
