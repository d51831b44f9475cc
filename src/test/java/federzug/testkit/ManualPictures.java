package federzug.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.document.Digest;
import federzug.testkit.WebInBrowser.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Pictures of pages in the manual and the README, made by the tests that look at these pages: {@code -Dpictures=update}
 * makes those anew whose page has changed.
 *
 * <p>Beside each picture, among the resources of the tests, stand its digest and the page as text: every word and every
 * heading, field and button. Each build compares that text with the page as it is now. Pixels are not compared: they differ
 * with the browser's version and the fonts of a machine although nothing has changed.
 */
public final class ManualPictures {
    private static final boolean UPDATE = "update".equals(System.getProperty("pictures"));
    private static final Path KNOWN = Path.of("src/test/resources/federzug/pictures");
    private static final int LARGEST = 150_000;

    private ManualPictures() {}

    /** @param picture where it lies among the documents; of the page's top, so high */
    public static void keep(WebInBrowser browser, Seen seen, int width, int height, String picture) throws IOException {
        Path file = Path.of("docs", picture);
        String name = file.getFileName().toString().replace(".png", "");
        Path beside = KNOWN.resolve(name + ".txt");
        String now = text(seen.visitor().get(seen.path()).body());
        if (UPDATE && !(Files.exists(file) && Files.exists(beside) && known(beside, file, now))) {
            Path taken = browser.picture(seen.visitor(), seen.path(), width, height, name);
            Files.createDirectories(file.getParent());
            Files.createDirectories(KNOWN);
            Files.copy(taken, file, StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(beside, digest(file) + "\n" + now);
        }
        assertThat(Files.size(file)).as(picture).isLessThan(LARGEST);
        String[] before = Files.readString(beside).split("\n", 2);
        assertThat(now)
                .as("%s shows the page as it was; -Dpictures=update makes it anew, then look at it", picture)
                .isEqualTo(before[1]);
        assertThat(digest(file)).as("%s and its text belong together", picture).isEqualTo(before[0]);
    }

    private static boolean known(Path beside, Path file, String now) throws IOException {
        return Files.readString(beside).equals(digest(file) + "\n" + now);
    }

    private static String digest(Path file) throws IOException {
        return Digest.of(Files.readAllBytes(file)).hex();
    }

    /** What a page says, one element a line, without what differs each time. */
    static String text(String page) {
        return page.replaceAll(
                                "(?s)^.*?<body[^>]*>|</body>.*$|<input type=\"hidden\"[^>]*>|<(datalist|template).*?</(datalist|template)>",
                                "")
                        .replaceAll(
                                "<(h[1-6]|a|button|input|select|textarea|summary|iframe|li|dt|dd|td|th|p)\\b[^>]*>",
                                "\n<$1> ")
                        .replaceAll(
                                "<(?!(?:h[1-6]|a|button|input|select|textarea|summary|iframe|li|dt|dd|td|th|p)>)[^>]*>",
                                " ")
                        .replaceAll("(?:[0-9a-f]{4,8}[ \u00a0]){3,}[0-9a-f]{4,8}", "…")
                        .replaceAll("[A-Za-z0-9.-]+@[A-Za-z0-9.-]+", "…@…")
                        .replaceAll("\\b[0-9a-f]{16,}\\b", "…")
                        .replaceAll("\\b[0-9.,]+[ \u00a0](KB|MB)\\b", "…")
                        .replaceAll("[ \t\r\u00a0]+", " ")
                        .replaceAll(" ?\n\\s*", "\n")
                        .strip()
                + "\n";
    }
}
