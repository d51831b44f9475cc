package federzug.testkit;

/** Golden text of the verification room, named from {@code src/test/resources} on. */
public final class VerificationGolden {
    private VerificationGolden() {}

    /**
     * @param file below {@code src/test/resources}
     */
    public static void assertSame(String file, String actual) {
        Golden.assertSame(file.substring("federzug/".length()), actual);
    }
}
