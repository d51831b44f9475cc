package federzug.testkit;

import federzug.start.ProcessProperties;
import org.junit.jupiter.api.extension.Extension;

/** Found by JUnit: tests without the application see the system properties that it would have set. */
public final class StartedProcess implements Extension {
    static {
        ProcessProperties.set();
        // Read once, at the first tunnel of the process.
        System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
    }
}
