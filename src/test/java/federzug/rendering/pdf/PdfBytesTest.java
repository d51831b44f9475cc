package federzug.rendering.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.util.Random;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.junit.jupiter.api.Test;

class PdfBytesTest {
    private static final int SIZE = 10_000;

    /** Wherever one looks and however much one takes. */
    @Test
    void readsAsPdfBoxItself() throws IOException {
        Random random = new Random(7);
        byte[] bytes = new byte[SIZE];
        random.nextBytes(bytes);
        try (RandomAccessRead ours = new PdfBytes(bytes);
                RandomAccessRead theirs = new RandomAccessReadBuffer(bytes)) {
            for (int step = 0; step < 3_000; step++) {
                long place = random.nextInt(SIZE + 1);
                ours.seek(place);
                theirs.seek(place);
                byte[] here = new byte[random.nextInt(1, 5_000)];
                byte[] there = new byte[here.length];
                assertThat(ours.peek()).isEqualTo(theirs.peek());
                assertThat(ours.read()).isEqualTo(theirs.read());
                assertThat(Math.max(0, ours.read(here))).isEqualTo(Math.max(0, theirs.read(there)));
                assertThat(here).isEqualTo(there);
                assertThat(ours.getPosition()).isEqualTo(theirs.getPosition());
                assertThat(ours.isEOF()).isEqualTo(theirs.isEOF());
            }
        }
    }

    @Test
    void aViewBeginsAtItsPlace() throws IOException {
        try (PdfBytes bytes = new PdfBytes(new byte[] {1, 2, 3, 4});
                RandomAccessRead view = bytes.createView(1, 2)) {
            assertThat(view.read()).isEqualTo(2);
            bytes.seek(0);
            assertThat(view.read()).isEqualTo(3);
            assertThat(view.read()).isEqualTo(-1);
        }
    }

    @Test
    void refusesAPlaceBeforeTheBeginning() {
        try (PdfBytes bytes = new PdfBytes(new byte[3])) {
            assertThatThrownBy(() -> bytes.seek(-1)).isInstanceOf(EOFException.class);
        }
    }
}
