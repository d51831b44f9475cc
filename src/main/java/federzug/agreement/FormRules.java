package federzug.agreement;

import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The rules of form and authority ({@code formvorschriften.yaml}): from the templates folder, where legal staff keep
 * them, else as delivered.
 *
 * @param electronicFrom the first day on which a municipality could be bound electronically
 * @param electronicRule the provision that says so
 */
public record FormRules(LocalDate electronicFrom, String electronicRule, Map<Deputyship.Kind, Rule> deputies) {
    static final String FILE = "formvorschriften.yaml";

    public FormRules {
        deputies = Map.copyOf(deputies);
    }

    /**
     * @param least how many of this kind sign together
     * @param annex what has to be attached; null: nothing
     */
    public record Rule(int least, String provision, Annex.@Nullable Kind annex) {}

    /** @throws AgreementException if the file in the folder cannot be understood */
    public static FormRules in(Path templates) {
        Path own = templates.resolve(FILE);
        try {
            if (Files.isRegularFile(own)) {
                return read(Files.readString(own));
            }
            try (@Nullable InputStream in = FormRules.class.getResourceAsStream(FILE)) {
                return read(
                        new String(Objects.requireNonNull(in).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            }
        } catch (IOException | RuntimeException e) {
            throw new AgreementException(
                            Kind.INPUT, List.of(Notice.error("agreement.form.rules", Place.file(own.toString()))))
                    .causedBy(e);
        }
    }

    private static FormRules read(String yaml) {
        Object data =
                new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build()).loadFromString(yaml);
        Map<?, ?> root = block(data);
        Map<?, ?> electronic = block(root.get("kommune_elektronisch"));
        Map<Deputyship.Kind, Rule> deputies = new EnumMap<>(Deputyship.Kind.class);
        block(root.get("vertretung"))
                .forEach((kind, rule) -> deputies.put(
                        Deputyship.Kind.valueOf(String.valueOf(kind).toUpperCase(Locale.ROOT)), rule(block(rule))));
        return new FormRules(
                LocalDate.parse(String.valueOf(electronic.get("ab"))),
                String.valueOf(electronic.get("norm")),
                deputies);
    }

    private static Rule rule(Map<?, ?> block) {
        Object annex = block.get("anlage");
        return new Rule(
                Integer.parseInt(String.valueOf(block.get("mindestens"))),
                String.valueOf(block.get("norm")),
                annex == null ? null : Annex.Kind.valueOf(String.valueOf(annex).toUpperCase(Locale.ROOT)));
    }

    private static Map<?, ?> block(@Nullable Object written) {
        if (written instanceof Map<?, ?> map) {
            return map;
        }
        throw new YamlEngineException("no block: " + written);
    }
}
