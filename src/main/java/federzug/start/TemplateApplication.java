package federzug.start;

import federzug.drafting.TemplateCatalogue;
import federzug.pipeline.preparing.Templates;
import federzug.rendering.RenderingSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** {@link Templates} and what it needs, for authors of templates: neither database nor folders. */
@Import({Templates.class, ZonedClock.class})
@EnableConfigurationProperties(RenderingSettings.class)
public final class TemplateApplication {
    /** Templates are named by their files here. */
    @Bean
    static TemplateCatalogue noCatalogue() {
        return new TemplateCatalogue() {
            @Override
            public List<String> names() {
                return List.of();
            }

            @Override
            public Path template(String name) {
                throw new IllegalArgumentException("no catalogue: " + name);
            }
        };
    }

    /**
     * @param properties settings that win over the configuration file
     */
    public static ConfigurableApplicationContext start(Map<String, Object> properties) {
        SpringApplication application = new SpringApplication(TemplateApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        String[] arguments = properties.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new);
        return application.run(arguments);
    }
}
