package federzug.pipeline.checking;

import federzug.agreement.MatterReader;
import federzug.document.DocumentStore;
import federzug.document.InMemoryDocumentStore;
import federzug.rendering.Rendering;
import federzug.rendering.RenderingSettings;
import federzug.verification.Verification;
import federzug.verification.VerificationSettings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * The check of a few files where no matter was ever stored: no database, no folder. Half of the start of the whole
 * application is saved. Not found by component scanning.
 */
@Import({Checking.class, Reports.class, Verification.class, Rendering.class})
@EnableConfigurationProperties({VerificationSettings.class, RenderingSettings.class})
public final class CheckingAlone {
    @Bean
    static DocumentStore reportsInMemory() {
        return new InMemoryDocumentStore();
    }

    @Bean
    static KnownDocuments nothingKnown() {
        return new KnownDocuments.None();
    }

    @Bean
    static MatterReader noData() {
        return (path, taker) -> {
            throw new IllegalStateException("data are read where matters are stored");
        };
    }
}
