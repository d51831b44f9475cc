package federzug.testkit;

import federzug.ceremony.Acting;
import federzug.ceremony.Ceremony;
import federzug.pipeline.Progress;
import federzug.pipeline.run.Jobs;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Base of tests that share one application with its pages: served before the first test, ended after the last one. */
public abstract class PagesServed {
    @TempDir
    protected static Path folder;

    protected static WebServed served;

    @BeforeAll
    static void serve() {
        served = new WebServed(folder);
    }

    @AfterAll
    static void end() {
        served.close();
    }

    /** A new matter, its document handed to the first person. */
    protected static Ceremony opened(String id) throws Exception {
        CeremonyApplication application = served.application();
        Ceremony ceremony = application.open(id, "rueckgabe");
        application.the(Jobs.class).handOut(Acting.of("kim"), id, Progress.SILENT);
        return now(ceremony);
    }

    protected static Ceremony now(Ceremony ceremony) {
        return served.application().now(ceremony);
    }
}
