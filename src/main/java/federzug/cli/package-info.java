/** The command line: translates arguments into our types and results into text. */
@ApplicationModule(
        allowedDependencies = {
            "notice",
            "agreement",
            "document",
            "trust :: status",
            "verification",
            "ceremony",
            "release",
            "pipeline",
            "pipeline :: *",
            "start"
        })
@NullMarked
package federzug.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
