package federzug.pipeline.signing;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.TurnState;
import federzug.notice.Notice;
import federzug.notice.Texts;
import federzug.pipeline.Progress;
import federzug.pipeline.Upload;
import federzug.pipeline.signing.ReturnDesk.Taken;
import federzug.testkit.CeremonyApplication;
import federzug.testkit.SigningSpecimen;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A good copy with one thing changed at random is never taken, is answered with a reason and advice, and leaves the turn
 * as it was; afterwards the good copy is taken. More of them with {@code -Dfederzug.mutants}.
 */
class MutatedReturnIT {
    private static final int MUTANTS = Integer.getInteger("federzug.mutants", 14);
    private static final Acting STAFF = Acting.of("mueller");

    private final Random random = new Random(Long.getLong("federzug.mutants.seed", 15));

    @Test
    void isNeverTaken(@TempDir Path folder) {
        try (CeremonyApplication application = new CeremonyApplication(folder)) {
            StoredMatter stored = application.accept("verfaelscht", "rueckgabe");
            application.open(stored, SigningSpecimen.pdf(210, 62, "raphael", "rodig", "forkert"));
            application.the(Invitations.class).handOut(STAFF, stored, Progress.SILENT);
            Ceremony handedOut = now(application);
            byte[] good = application.signed(handedOut.paper(), "raphael", "demo-raphael", true);
            int sent = (int) handedOut.paper().content().size();

            Map<String, Integer> answers = new HashMap<>();
            for (int i = 0; i < MUTANTS; i++) {
                String what = "";
                byte[] copy = good;
                while (Arrays.equals(copy, good)) {
                    int kind = i % 7;
                    copy = mutant(good, sent, kind);
                    what = "mutant " + i + " of kind " + kind;
                }
                Taken taken = give(application, copy);
                assertThat(taken.accepted()).as(what).isFalse();
                assertThat(taken.isParked()).as(what).isFalse();
                assertThat(taken.notices())
                        .as(what)
                        .anyMatch(Notice::isError)
                        .allMatch(notice -> !Texts.german().text(notice).contains("Exception"));
                assertThat(now(application)).as(what).isEqualTo(handedOut);
                answers.merge(taken.notices().get(0).code(), 1, Integer::sum);
            }
            assertThat(answers).as("answers differ by what is wrong").hasSizeGreaterThan(2);

            assertThat(give(application, good).accepted()).isTrue();
            assertThat(now(application).turn("raphael").state()).isEqualTo(TurnState.SIGNED);
        }
    }

    private byte[] mutant(byte[] good, int sent, int kind) {
        byte[] copy = good.clone();
        switch (kind) {
            case 0 -> copy[random.nextInt(sent)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> copy[sent + random.nextInt(copy.length - sent)] ^= (byte) (1 << random.nextInt(8));
            case 2 -> copy = Arrays.copyOf(copy, copy.length - 7 - random.nextInt(copy.length - sent - 7));
            case 3 -> {
                byte[] junk = new byte[1 + random.nextInt(200)];
                random.nextBytes(junk);
                copy = together(copy, junk);
            }
            case 4 -> copy = together(copy, Arrays.copyOfRange(good, sent, good.length));
            case 5 -> {
                int at = random.nextInt(copy.length - 40);
                Arrays.fill(copy, at, at + 40, (byte) ' ');
            }
            default -> {
                String text = new String(copy, StandardCharsets.ISO_8859_1);
                int at = text.lastIndexOf("/ByteRange");
                int digit = text.indexOf(']', at) - 1 - random.nextInt(4);
                copy[digit] = (byte) ('0' + random.nextInt(10));
            }
        }
        return copy;
    }

    private static byte[] together(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static Taken give(CeremonyApplication application, byte[] copy) {
        return application
                .the(ReturnDesk.class)
                .take(STAFF, "verfaelscht", List.of(new Upload("kopie.pdf", copy)), Progress.SILENT)
                .files()
                .get(0);
    }

    private static Ceremony now(CeremonyApplication application) {
        return application.the(Ceremonies.class).ofMatter("verfaelscht").get(0);
    }
}
