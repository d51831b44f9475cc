package federzug.pipeline.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import org.junit.jupiter.api.Test;

class MatterWorkTest {
    @Test
    void namesWhatHappenedFirst() {
        Throwable first = new IllegalStateException("Fontconfig head is null");
        assertThat(MatterWork.cause(new RuntimeException(new InvocationTargetException(first))))
                .isEqualTo("IllegalStateException – Fontconfig head is null");
        assertThat(MatterWork.cause(new NullPointerException())).isEqualTo("NullPointerException");
    }
}
