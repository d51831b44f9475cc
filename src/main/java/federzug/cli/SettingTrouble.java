package federzug.cli;

import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.start.SettingsSyntax;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindException;
import org.springframework.boot.context.properties.bind.BindException;

/** Names the setting whose value was rejected by the class that uses it, although its form is right. */
final class SettingTrouble {
    private SettingTrouble() {}

    static Notice explain(ConfigurationPropertiesBindException trouble) {
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException bind) {
                return notice(SettingsSyntax.place(bind), bind.getName().toString());
            }
        }
        return notice(Place.NOWHERE, trouble.getAnnotation().prefix());
    }

    private static Notice notice(Place place, String setting) {
        return Notice.error("cli.config.value", place, setting);
    }
}
