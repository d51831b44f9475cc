package federzug.start;

import federzug.pipeline.signing.SignFile;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** {@link SignFile} and what it needs, for a signatory's own machine: neither database nor folders. */
@Import({SignFile.class, SigningConfiguration.class, ZonedClock.class})
public final class SignFileApplication {
    /**
     * @param properties settings that win over the configuration file
     */
    public static ConfigurableApplicationContext start(Map<String, Object> properties) {
        SpringApplication application = new SpringApplication(SignFileApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        String[] arguments = properties.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new);
        return application.run(arguments);
    }
}
