/** The way of one matter: the glue between rooms that must not know each other. */
@ApplicationModule(
        allowedDependencies = {
            "notice",
            "file",
            "agreement",
            "document",
            "trust :: status",
            "drafting",
            "rendering",
            "signing",
            "verification",
            "delivery",
            "backup",
            "ceremony",
            "release"
        })
@NullMarked
package federzug.pipeline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
