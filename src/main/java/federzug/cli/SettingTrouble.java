package federzug.cli;

import org.springframework.boot.context.properties.ConfigurationPropertiesBindException;
import org.springframework.boot.context.properties.bind.BindException;

/** Names the setting that cannot be understood. */
final class SettingTrouble {
    private SettingTrouble() {}

    static String explain(ConfigurationPropertiesBindException trouble) {
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException bind) {
                String where = bind.getProperty() == null || bind.getProperty().getOrigin() == null
                        ? ""
                        : " (" + bind.getProperty().getOrigin() + ")";
                return bind.getName() + where;
            }
        }
        return trouble.getAnnotation().prefix();
    }
}
