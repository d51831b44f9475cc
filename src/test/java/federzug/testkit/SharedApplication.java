package federzug.testkit;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Base of tests that share one application: started before the first test, closed after the last one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SharedApplication {
    protected CeremonyApplication application;
    protected Path folder;

    @BeforeAll
    void start(@TempDir Path folder) {
        this.folder = folder;
        application = application(folder);
    }

    /** The application of this test: with beans or settings of its own where it needs them. */
    protected CeremonyApplication application(Path folder) {
        return new CeremonyApplication(folder);
    }

    @AfterAll
    void stop() {
        application.close();
    }
}
