/** Shows pages in a browser: a second door to the services of the pipeline. */
@ApplicationModule(
        allowedDependencies = {
            "notice",
            "access",
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
package federzug.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
