package federzug.access;

import java.security.SecureRandom;

/** Generates passwords that are read aloud or copied by hand, without letters and digits that look alike. */
public final class ReadablePassword {
    private static final String SIGNS = "abcdefghkmnpqrstuvwxyz23456789";
    private static final int LENGTH = 16;
    private static final int TOGETHER = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private ReadablePassword() {}

    /** Sixteen signs in groups: {@code kx3m-7hqa-p2vd-w9ut}, 78 bits. */
    public static String fresh() {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            word.append(i > 0 && i % TOGETHER == 0 ? "-" : "").append(SIGNS.charAt(RANDOM.nextInt(SIGNS.length())));
        }
        return word.toString();
    }
}
