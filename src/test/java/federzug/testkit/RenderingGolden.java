package federzug.testkit;

/** Golden text of the rendering room. */
public final class RenderingGolden {
    private RenderingGolden() {}

    public static void assertSame(String name, String actual) {
        Golden.assertSame("rendering/" + name, actual);
    }
}
