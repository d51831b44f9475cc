package federzug.rendering.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.rendering.drawing.MetafileCanvas.UnsupportedException;
import federzug.rendering.font.HouseFonts;
import federzug.testkit.EmfFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows metafiles become drawings of the same shapes, or are refused. */
class MetafileTest {
    private static String svg(EmfFile emf) throws UnsupportedException {
        return new String(EmfReader.svg(emf.bytes(), HouseFonts.NONE), StandardCharsets.UTF_8);
    }

    @Test
    void aRectangleIsFilledAndFramed() throws UnsupportedException {
        assertThat(svg(new EmfFile()
                        .record(38, 2, 0, 3, 0, 0x0000FF00)
                        .record(37, 2)
                        .brush(1, 0x00112233)
                        .rectangle(10, 5, 60, 30)))
                .contains("viewBox=\"0 0 100 50\"")
                .contains("fill=\"#332211\" fill-rule=\"evenodd\" d=\"M10 5L60 5L60 30L10 30Z\"")
                .contains("stroke=\"#00FF00\" stroke-width=\"3\"");
    }

    @Test
    void windowAndViewportMapUnitsToDots() throws UnsupportedException {
        assertThat(svg(new EmfFile()
                        .record(17, 8)
                        .record(10, 100, 100)
                        .record(9, 1000, -500)
                        .record(12, 0, 50)
                        .record(11, 100, 50)
                        .withoutPen()
                        .brush(1, 0)
                        .rectangle(100, 100, 600, 350)))
                .contains("M0 50L50 50L50 25L0 25Z");
    }

    @Test
    void fillsOfOneColourThatDoNotTouchAreOnePath() throws UnsupportedException {
        EmfFile emf = new EmfFile().withoutPen().brush(1, 0);
        assertThat(svg(emf.rectangle(0, 0, 10, 10).rectangle(20, 0, 30, 10)).split("<path", -1))
                .hasSize(2);
        assertThat(svg(emf.rectangle(25, 5, 40, 15)).split("<path", -1)).hasSize(3);
    }

    @Test
    void aPathIsFilledAsAWhole() throws UnsupportedException {
        assertThat(svg(new EmfFile()
                        .brush(1, 0)
                        .record(59)
                        .record(27, 0, 0)
                        .record(54, 10, 0)
                        .record(88, 0, 0, 0, 0, 3, 20, 10 << 16 | 20, 20 << 16 | 20)
                        .record(61)
                        .record(60)
                        .record(62, 0, 0, 0, 0)))
                .contains("d=\"M0 0L10 0C20 0 20 10 20 20Z\"");
    }

    @Test
    void lettersAreOutlinesAndBitmapsStayBitmaps() throws UnsupportedException {
        assertThat(svg(new EmfFile().text(10, 10, "Amt"))).contains("<path").doesNotContain("<text");
        assertThat(svg(new EmfFile().bitmap(10, 10, 40, 20)))
                .contains("x=\"10\" y=\"10\" width=\"40\" height=\"20\"")
                .contains("data:image/png;base64,");
    }

    @Test
    void whatLiesOutsideTheClipIsClipped() throws UnsupportedException {
        assertThat(svg(new EmfFile()
                        .withoutPen()
                        .brush(1, 0)
                        .record(33)
                        .record(30, 0, 0, 20, 20)
                        .rectangle(0, 0, 50, 50)
                        .record(34, -1)
                        .rectangle(60, 0, 70, 10)))
                .containsOnlyOnce("clip-path=")
                .contains("<clipPath id=\"c1\"><path d=\"M");
    }

    @ParameterizedTest
    @ValueSource(ints = {71, 80, 114, 118, 999})
    void whatIsNotKnownAndDrawsIsRefused(int record) {
        assertThatThrownBy(() -> svg(new EmfFile().record(record, new int[40])))
                .isInstanceOf(UnsupportedException.class);
    }

    @Test
    void aDrawingThatIsOnlyInAnExtensionIsRefused() {
        assertThatThrownBy(() -> svg(new EmfFile().record(70, 4, 0x2B464D45, 0)))
                .isInstanceOf(UnsupportedException.class);
    }

    @Test
    void anOldMetafileIsReadToo() throws UnsupportedException {
        ByteBuffer wmf = ByteBuffer.allocate(120).order(ByteOrder.LITTLE_ENDIAN);
        wmf.putInt(0x9AC6CDD7).putShort((short) 0);
        wmf.putShort((short) 0).putShort((short) 0).putShort((short) 200).putShort((short) 100);
        wmf.position(22);
        wmf.putShort((short) 1).putShort((short) 9).position(40);
        wmf.putInt(7)
                .putShort((short) 0x02FC)
                .putShort((short) 0)
                .putInt(0x000000FF)
                .putShort((short) 0);
        wmf.putInt(4).putShort((short) 0x012D).putShort((short) 0);
        wmf.putInt(7)
                .putShort((short) 0x041B)
                .putShort((short) 50)
                .putShort((short) 100)
                .putShort((short) 10)
                .putShort((short) 20);
        wmf.putInt(3).putShort((short) 0);
        assertThat(WmfReader.is(wmf.array())).isTrue();
        assertThat(new String(WmfReader.svg(wmf.array(), HouseFonts.NONE), StandardCharsets.UTF_8))
                .contains("viewBox=\"0 0 200 100\"")
                .contains("fill=\"#FF0000\" fill-rule=\"evenodd\" d=\"M20 10L100 10L100 50L20 50Z\"");
    }

    /** Hostile files end in a refusal, soon. */
    @Test
    void damagedFilesAreRefusedOrDrawn() {
        byte[] whole = new EmfFile()
                .brush(1, 0)
                .rectangle(0, 0, 10, 10)
                .text(1, 1, "Amt")
                .bitmap(0, 0, 9, 9)
                .record(88, 0, 0, 0, 0, 3, 20, 30, 40)
                .bytes();
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] damaged = whole.clone();
            for (int j = 0; j < 1 + i % 4; j++) {
                damaged[44 + random.nextInt(damaged.length - 44)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(EmfReader.svg(damaged, HouseFonts.NONE).length).isLessThan(20 << 20);
            } catch (UnsupportedException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }
}
