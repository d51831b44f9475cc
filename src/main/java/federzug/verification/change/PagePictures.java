package federzug.verification.change;

import federzug.verification.Examination.ChangedPage;
import federzug.verification.change.RevisionWalk.Touched;
import federzug.verification.field.InterruptibleDrawer;
import federzug.verification.file.SignedFile;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.jspecify.annotations.Nullable;

/**
 * Draws touched pages of two revisions side by side, marks where they differ and describes the difference in words.
 * Only pages whose objects were touched are drawn, each revision's page once.
 */
public final class PagePictures {
    /** Beyond it pages are described in words only, and the report says so. */
    public static final int MOST_DRAWN = 10;

    private static final int MOST_TOLD = 200;
    private static final int WIDTH = 640;
    private static final int TALLEST = 1_400;
    private static final int GAP = 16;
    private static final int CELL = 8;
    private static final int NOTICEABLE = 48;
    private static final Color MARK = new Color(0xB0, 0x00, 0x60);

    private final SignedFile file;
    private final Map<String, @Nullable BufferedImage> drawn = new HashMap<>();
    private int pictures;

    public PagePictures(SignedFile file) {
        this.file = file;
    }

    public List<ChangedPage> of(List<Touched> all) throws IOException {
        List<ChangedPage> pages = new ArrayList<>();
        for (Touched touched : all) {
            try (PDDocument before = file.revision(touched.before());
                    PDDocument after = file.revision(touched.after())) {
                for (int page : touched.pages()) {
                    if (pages.size() < MOST_TOLD) {
                        pages.add(page(touched, page, before, after));
                    }
                }
            }
            // Only the later revision of this step is seen again, as the earlier one of the next.
            drawn.keySet().removeIf(key -> !key.startsWith(touched.after() + "/"));
        }
        return pages;
    }

    private ChangedPage page(Touched touched, int page, PDDocument before, PDDocument after) throws IOException {
        WordDifference words = WordDifference.of(PageText.of(before, page), PageText.of(after, page));
        byte[] png = new byte[0];
        if (pictures < MOST_DRAWN) {
            BufferedImage then = drawn(before, touched.before(), page);
            BufferedImage now = drawn(after, touched.after(), page);
            if (then != null && now != null) {
                png = png(sideBySide(then, now));
                pictures++;
            }
        }
        return new ChangedPage(touched.step(), page, png, words.gone(), words.added());
    }

    private @Nullable BufferedImage drawn(PDDocument pdf, int revision, int page) {
        return drawn.computeIfAbsent(revision + "/" + page, key -> draw(pdf, page));
    }

    private static @Nullable BufferedImage draw(PDDocument pdf, int page) {
        if (page > pdf.getNumberOfPages()) {
            return null;
        }
        try {
            PDRectangle box = pdf.getPage(page - 1).getCropBox();
            boolean turned = pdf.getPage(page - 1).getRotation() % 180 != 0;
            float width = Math.max(1, turned ? box.getHeight() : box.getWidth());
            float height = Math.max(1, turned ? box.getWidth() : box.getHeight());
            PDFRenderer renderer = InterruptibleDrawer.renderer(pdf);
            renderer.setSubsamplingAllowed(true);
            return renderer.renderImage(page - 1, Math.min(WIDTH / width, TALLEST / height), ImageType.RGB);
        } catch (IOException | RuntimeException e) {
            // A page that cannot be drawn is described in words.
            return null;
        }
    }

    private static BufferedImage sideBySide(BufferedImage then, BufferedImage now) {
        int height = Math.max(then.getHeight(), now.getHeight());
        BufferedImage both =
                new BufferedImage(then.getWidth() + GAP + now.getWidth(), height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = both.createGraphics();
        pen.setColor(Color.LIGHT_GRAY);
        pen.fillRect(0, 0, both.getWidth(), height);
        int right = then.getWidth() + GAP;
        pen.drawImage(then, 0, 0, null);
        pen.drawImage(now, right, 0, null);
        pen.setColor(MARK);
        pen.setStroke(new BasicStroke(3));
        for (Rectangle spot : spots(then, now)) {
            pen.drawRect(spot.x, spot.y, spot.width, spot.height);
            pen.drawRect(right + spot.x, spot.y, spot.width, spot.height);
        }
        pen.dispose();
        return both;
    }

    /** Rectangles around what differs; neighbouring cells are one spot. */
    static List<Rectangle> spots(BufferedImage then, BufferedImage now) {
        int columns = (Math.max(then.getWidth(), now.getWidth()) + CELL - 1) / CELL;
        int rows = (Math.max(then.getHeight(), now.getHeight()) + CELL - 1) / CELL;
        Pixels one = Pixels.of(then);
        Pixels other = Pixels.of(now);
        boolean[][] differs = new boolean[rows][columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                differs[row][column] = differs(one, other, column * CELL, row * CELL);
            }
        }
        List<Rectangle> spots = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                if (differs[row][column]) {
                    Rectangle cells = grow(differs, row, column);
                    spots.add(new Rectangle(
                            cells.x * CELL - 3, cells.y * CELL - 3, cells.width * CELL + 6, cells.height * CELL + 6));
                }
            }
        }
        return spots;
    }

    private static Rectangle grow(boolean[][] differs, int row, int column) {
        Rectangle cells = new Rectangle(column, row, 1, 1);
        Deque<int[]> open = new ArrayDeque<>(List.of(new int[] {row, column}));
        differs[row][column] = false;
        while (!open.isEmpty()) {
            int[] at = open.pop();
            cells.add(new Rectangle(at[1], at[0], 1, 1));
            for (int y = Math.max(0, at[0] - 1); y <= Math.min(differs.length - 1, at[0] + 1); y++) {
                for (int x = Math.max(0, at[1] - 3); x <= Math.min(differs[y].length - 1, at[1] + 3); x++) {
                    if (differs[y][x]) {
                        differs[y][x] = false;
                        open.push(new int[] {y, x});
                    }
                }
            }
        }
        return cells;
    }

    private static boolean differs(Pixels then, Pixels now, int left, int top) {
        for (int y = top; y < top + CELL; y++) {
            for (int x = left; x < left + CELL; x++) {
                int one = then.at(x, y);
                int other = now.at(x, y);
                if (one != other
                        && Math.abs((one >> 16 & 255) - (other >> 16 & 255))
                                        + Math.abs((one >> 8 & 255) - (other >> 8 & 255))
                                        + Math.abs((one & 255) - (other & 255))
                                > NOTICEABLE) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The colours of a picture, taken out of it once: asking it for each is slow. */
    private record Pixels(int width, int height, int[] colours) {
        static Pixels of(BufferedImage image) {
            int width = image.getWidth();
            int[] colours = image.getRaster().getDataBuffer() instanceof DataBufferInt data
                    ? data.getData()
                    : image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
            return new Pixels(width, image.getHeight(), colours);
        }

        int at(int x, int y) {
            return x < width && y < height ? colours[y * width + x] : 0xC0C0C0;
        }
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}
