package federzug.testkit;

import java.lang.annotation.Annotation;
import java.util.List;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.index.CandidateComponentsIndex;
import org.springframework.context.index.CandidateComponentsIndexLoader;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.stereotype.Component;

/**
 * Searches all classes for components once for the applications that are started in this JVM, if they were compiled without
 * the list of them. Each application still decides by its conditions and profiles; otherwise each start would read two
 * thousand classes, for half of its time.
 */
final class ScannedComponents {
    private static final String ROOT = "federzug";

    static {
        ClassLoader classes = ScannedComponents.class.getClassLoader();
        if (classes.getResource(CandidateComponentsIndexLoader.COMPONENTS_RESOURCE_LOCATION) == null) {
            CandidateComponentsIndexLoader.addIndex(classes, searched());
        }
    }

    private ScannedComponents() {}

    private static CandidateComponentsIndex searched() {
        CandidateComponentsIndex index = new CandidateComponentsIndex();
        for (Class<? extends Annotation> stereotype : List.of(Component.class, ConfigurationProperties.class)) {
            new Annotated(stereotype)
                    .findCandidateComponents(ROOT)
                    .forEach(found -> index.registerCandidateType(found.getBeanClassName(), stereotype.getName()));
        }
        index.registerScan(ROOT);
        return index;
    }

    /** To be called before an application is started. */
    static void known() {
        // The class is loaded.
    }

    private static final class Annotated extends ClassPathScanningCandidateComponentProvider {
        private final String annotation;

        Annotated(Class<? extends Annotation> annotation) {
            super(false);
            this.annotation = annotation.getName();
        }

        @Override
        protected boolean isCandidateComponent(MetadataReader reader) {
            return reader.getAnnotationMetadata().isAnnotated(annotation);
        }

        @Override
        protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
            return true;
        }
    }
}
