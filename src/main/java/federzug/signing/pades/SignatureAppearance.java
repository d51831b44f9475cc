package federzug.signing.pades;

import federzug.notice.GermanTime;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.signing.SignatureRequest;
import federzug.signing.SigningException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.jspecify.annotations.Nullable;

/**
 * The appearance of a signature in its box: name, office, kind of signature, and time. The lines are wrapped
 * and made smaller until all of them fit; text taller than its box would make validators see a changed page.
 */
public final class SignatureAppearance {
    /** Smaller cannot be read on paper. */
    private static final double SMALLEST = 3.5;

    /** With a picture beside them. */
    private static final double EASILY_READ = 5;

    private static final double[] SHARES = {0.36, 0.28, 0.2};
    private static final COSName PICTURE = COSName.getPDFName("Im1");
    private static final double LARGEST = 11;
    private static final double LINE_HEIGHT = 1.18;
    private static final double PADDING = 2;
    private static final double BAR = 2;
    private static final double GAP = 6;
    private static final Texts TEXTS = Texts.german();

    private static final String INK = "0.10 0.12 0.16 rg ";
    private static final String GREY = "0.32 0.35 0.40 rg ";
    private static final String SEAL = "0.16 0.24 0.33 rg ";
    private static final String WARNING = "0.65 0.08 0.08 rg ";

    private final String name;
    private final String reason;
    private final boolean rehearsal;
    private final float width;
    private final float height;
    private final List<Line> lines;
    private final @Nullable SignatureImage image;
    private final double imageWidth;

    private record Paragraph(String text, BoxFont face, double relativeSize, String colour) {}

    private record Line(String text, BoxFont face, double size, String colour) {}

    /** What stands in the box: the lines, and how wide the picture before them is. */
    private record Setting(List<Line> lines, double imageWidth) {}

    private SignatureAppearance(
            String name,
            String reason,
            boolean rehearsal,
            float width,
            float height,
            Setting setting,
            @Nullable SignatureImage image) {
        this.name = name;
        this.reason = reason;
        this.rehearsal = rehearsal;
        this.width = width;
        this.height = height;
        this.lines = setting.lines();
        this.image = setting.imageWidth() > 0 ? image : null;
        this.imageWidth = setting.imageWidth();
    }

    /**
     * @param width of the box in points
     * @param height of the box in points
     * @param image beside the words; smaller or left out where they need the room
     * @throws SigningException if a letter is not in the font, or the text is too long to be read in this box
     */
    static SignatureAppearance of(
            SignatureRequest request, BoxFacts facts, float width, float height, @Nullable SignatureImage image) {
        boolean rehearsal = request.rehearsal();
        String name = clean(request.name());
        String office = clean(request.office());
        String kind = TEXTS.text(kind(rehearsal, facts));
        List<Paragraph> paragraphs = new ArrayList<>();
        paragraphs.add(new Paragraph(name, BoxFont.BOLD, 1, INK));
        if (!office.isEmpty()) {
            paragraphs.add(new Paragraph(office, BoxFont.REGULAR, 0.82, INK));
        }
        paragraphs.add(
                new Paragraph(kind, rehearsal ? BoxFont.BOLD : BoxFont.REGULAR, 0.74, rehearsal ? WARNING : SEAL));
        paragraphs.add(new Paragraph(when(facts), BoxFont.REGULAR, 0.74, GREY));
        for (Paragraph paragraph : paragraphs) {
            requireLetters(paragraph);
        }
        Setting setting = set(paragraphs, width - 2 * PADDING - BAR - GAP, height - 2 * PADDING, image);
        if (setting.lines().isEmpty()) {
            throw refused("signing.appearance.too-long", name);
        }
        String reason = TEXTS.text(
                rehearsal ? "signing.appearance.reason-rehearsal" : "signing.appearance.reason",
                office.isEmpty() ? name : office);
        return new SignatureAppearance(name, reason, rehearsal, width, height, setting, image);
    }

    /** A signature's /Reason that {@link #reason()} made, for whatever office. */
    public static boolean isOurReason(String reason) {
        return Stream.of("signing.appearance.reason", "signing.appearance.reason-rehearsal")
                .map(code -> TEXTS.text(code, ""))
                .anyMatch(begin -> reason.startsWith(begin.strip()));
    }

    /** Qualified is said only where the trusted lists and the key's device have said so at signing. */
    private static String kind(boolean rehearsal, BoxFacts facts) {
        if (!rehearsal) {
            return facts.qualified() ? "signing.appearance.signed-qualified" : "signing.appearance.signed";
        }
        return facts.testKey() ? "signing.appearance.rehearsal" : "signing.appearance.rehearsal-own-key";
    }

    private static String when(BoxFacts facts) {
        ZonedDateTime time = facts.time();
        if (time == null) {
            return TEXTS.text("signing.appearance.time-stamped");
        }
        String moment = GermanTime.moment(time);
        return switch (facts.clock()) {
            case QUALIFIED_SERVICE -> TEXTS.text("signing.appearance.time-qualified", moment);
            case OTHER_SERVICE -> TEXTS.text("signing.appearance.time-not-qualified", moment);
            case UNKNOWN -> moment;
        };
    }

    String signerName() {
        return name;
    }

    String reason() {
        return reason;
    }

    /** The smallest type in the box, in points. */
    double smallestSize() {
        return smallest(lines);
    }

    /** The right edge of the longest line and the height of all lines, in points: inside the box, always. */
    double[] extent() {
        double right = lines.stream()
                .mapToDouble(line -> left() + line.face().width(line.text(), line.size()))
                .max()
                .orElse(0);
        return new double[] {right + PADDING, total(lines) + 2 * PADDING};
    }

    /** The appearance as a form XObject of exactly the box's size (ISO 32000-1, 8.10.2). */
    PDAppearanceStream draw(PDDocument pdf) throws IOException {
        PDAppearanceStream appearance = new PDAppearanceStream(pdf);
        appearance.setBBox(new PDRectangle(width, height));
        appearance.setFormType(1);
        appearance.setResources(new PDResources(resources(pdf)));
        COSStream stream = appearance.getCOSObject();
        try (OutputStream out =
                stream.createOutputStream()) { // unfiltered like the placeholder, or it counts as a change
            out.write(operators().getBytes(StandardCharsets.US_ASCII));
        }
        return appearance;
    }

    private COSDictionary resources(PDDocument pdf) throws IOException {
        COSDictionary fonts = new COSDictionary();
        fonts.setDirect(true);
        for (BoxFont face : BoxFont.values()) {
            String used = used(face);
            if (!used.isEmpty()) {
                fonts.setItem(face.resource(), face.subset(used).copyInto(pdf));
            }
        }
        COSDictionary resources = new COSDictionary();
        resources.setDirect(true);
        resources.setItem(COSName.FONT, fonts);
        if (image != null) {
            COSDictionary pictures = new COSDictionary();
            pictures.setDirect(true);
            pictures.setItem(PICTURE, image.into(pdf));
            resources.setItem(COSName.XOBJECT, pictures);
        }
        return resources;
    }

    private String used(BoxFont face) {
        StringBuilder used = new StringBuilder();
        lines.stream().filter(line -> line.face() == face).forEach(line -> used.append(line.text()));
        return used.toString();
    }

    private String operators() {
        StringBuilder page = new StringBuilder();
        page.append("q 0 0 ")
                .append(number(width))
                .append(' ')
                .append(number(height))
                .append(" re W n ");
        page.append(rehearsal ? WARNING : SEAL);
        page.append("0 0 ")
                .append(number(BAR))
                .append(' ')
                .append(number(height))
                .append(" re f ");
        if (image != null) {
            double imageHeight = imageWidth / image.proportion();
            page.append("q ").append(number(imageWidth)).append(" 0 0 ").append(number(imageHeight));
            page.append(' ').append(number(PADDING + BAR + GAP / 2)).append(' ');
            page.append(number((height - imageHeight) / 2)).append(" cm /");
            page.append(PICTURE.getName()).append(" Do Q ");
        }
        double y = (height + total(lines)) / 2;
        for (Line line : lines) {
            y -= line.size() * LINE_HEIGHT;
            double baseline = y + line.size() * (LINE_HEIGHT - BoxFont.ASCENT);
            page.append("BT ")
                    .append(line.colour())
                    .append('/')
                    .append(line.face().resource().getName());
            page.append(' ').append(number(line.size())).append(" Tf ");
            page.append(number(left())).append(' ').append(number(baseline)).append(" Td <");
            page.append(line.face().codes(line.text())).append("> Tj ET ");
        }
        return page.append("Q").toString();
    }

    private double left() {
        return PADDING + BAR + GAP + (imageWidth > 0 ? imageWidth : 0);
    }

    /** The words come first: a picture takes what they leave at a size that is easily read. */
    private static Setting set(
            List<Paragraph> paragraphs, double width, double height, @Nullable SignatureImage image) {
        if (image == null) {
            return new Setting(fit(paragraphs, width, height), 0);
        }
        for (double share : SHARES) {
            double wide = Math.min(width * share, height * image.proportion());
            List<Line> lines = fit(paragraphs, width - wide, height);
            if (smallest(lines) >= EASILY_READ) {
                return new Setting(lines, wide);
            }
        }
        return new Setting(fit(paragraphs, width, height), 0);
    }

    private static double smallest(List<Line> lines) {
        return lines.stream().mapToDouble(Line::size).min().orElse(0);
    }

    private static List<Line> fit(List<Paragraph> paragraphs, double width, double height) {
        for (double size = LARGEST; size * 0.74 >= SMALLEST; size -= 0.25) {
            List<Line> lines = new ArrayList<>();
            boolean narrow = true;
            for (Paragraph paragraph : paragraphs) {
                narrow = narrow && wrap(paragraph, size * paragraph.relativeSize(), width, lines);
            }
            if (narrow && total(lines) <= height) {
                return lines;
            }
        }
        return List.of();
    }

    /** Breaks at spaces only: a name is never cut. False if one word alone is too wide. */
    private static boolean wrap(Paragraph paragraph, double size, double width, List<Line> lines) {
        String line = "";
        for (String word : paragraph.text().split(" ")) {
            String longer = line.isEmpty() ? word : line + ' ' + word;
            if (!line.isEmpty() && paragraph.face().width(longer, size) > width) {
                lines.add(new Line(line, paragraph.face(), size, paragraph.colour()));
                longer = word;
            }
            if (paragraph.face().width(longer, size) > width) {
                return false;
            }
            line = longer;
        }
        lines.add(new Line(line, paragraph.face(), size, paragraph.colour()));
        return true;
    }

    private static double total(List<Line> lines) {
        return lines.stream().mapToDouble(line -> line.size() * LINE_HEIGHT).sum();
    }

    private static void requireLetters(Paragraph paragraph) {
        paragraph
                .text()
                .codePoints()
                .filter(letter -> !paragraph.face().has(letter))
                .findFirst()
                .ifPresent(letter -> {
                    throw refused("signing.appearance.letter", Character.toString(letter), paragraph.text());
                });
    }

    private static String clean(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .replaceAll("[\\s\\u00a0\\p{Cntrl}]+", " ")
                .strip();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static SigningException refused(String code, Object... arguments) {
        return SigningException.refused(code, Place.NOWHERE, arguments);
    }
}
