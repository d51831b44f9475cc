/** Findings for people: code, severity, place and arguments, and the German texts for them. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package federzug.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
