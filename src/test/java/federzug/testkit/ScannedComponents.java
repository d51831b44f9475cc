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
 * Searches all classes for components once for the applications that are started in this JVM. Each of them still decides
 * by its conditions and profiles; otherwise each start would read two thousand classes, for half of its time.
 */
final class ScannedComponents {
    private static final String ROOT = "federzug";

    static {
        CandidateComponentsIndex index = new CandidateComponentsIndex();
        for (Class<? extends Annotation> stereotype : List.of(Component.class, ConfigurationProperties.class)) {
            new Annotated(stereotype)
                    .findCandidateComponents(ROOT)
                    .forEach(found -> index.registerCandidateType(found.getBeanClassName(), stereotype.getName()));
        }
        index.registerScan(ROOT);
        CandidateComponentsIndexLoader.addIndex(ScannedComponents.class.getClassLoader(), index);
    }

    private ScannedComponents() {}

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
