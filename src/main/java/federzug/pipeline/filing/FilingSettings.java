package federzug.pipeline.filing;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code federzug.filing}: what stands in {@code metadaten.csv} and cannot be known from the matter.
 *
 * @param author the house that files it; empty: the prevention council
 * @param retention period, in the words of the house's file plan; empty: as the file plan says
 * @param confidentiality in the words of the house; empty: open
 * @param xdomeaSchema folder with the schema of xdomea 3, which must not be delivered; null: no messages are written
 */
@ConfigurationProperties("federzug.filing")
record FilingSettings(
        @DefaultValue("") String author,
        @DefaultValue("") String retention,
        @DefaultValue("") String confidentiality,
        @Nullable Path xdomeaSchema) {}
