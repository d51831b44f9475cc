package federzug.pipeline.preparing;

import federzug.drafting.TemplateCatalogue;
import federzug.signing.Devices;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Names what the data of a matter may refer to and what is installed here: templates and signing devices. */
@Component
public class DataChoices {
    /** Templates of papers around a signing, which no data name. */
    private static final Set<String> PAPERS =
            Set.of("ablaufplan", "anschreiben", "einladung", "ratsvorlage", "urkunde");

    private final TemplateCatalogue catalogue;
    private final Devices devices;

    DataChoices(TemplateCatalogue catalogue, Devices devices) {
        this.catalogue = catalogue;
        this.devices = devices;
    }

    /** Templates for agreements and press releases, by name. */
    public List<String> templates() {
        return catalogue.names().stream().filter(name -> !PAPERS.contains(name)).toList();
    }

    public List<String> devices() {
        return devices.names();
    }
}
