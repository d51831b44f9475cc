/** The pages: a second door to the services of the pipeline. Nothing lives here yet; the place is kept. */
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
package federzug.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
