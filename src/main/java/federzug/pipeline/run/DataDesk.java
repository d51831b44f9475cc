package federzug.pipeline.run;

import federzug.agreement.DataForm;
import federzug.agreement.Matter;
import federzug.agreement.MatterInput;
import federzug.agreement.MatterInputs;
import federzug.agreement.MatterReader;
import federzug.agreement.Matters;
import federzug.agreement.Reading;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.document.Digest;
import federzug.document.DocumentStore;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Upload;
import federzug.pipeline.folder.DataFolder;
import federzug.pipeline.folder.UploadedFile;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps what people type about a matter until it is accepted, and has it judged by the reader of all data. Nothing of it
 * counts before {@link AcceptingDesk} has taken it.
 */
@Component
public class DataDesk {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final String FILE = "vorgang.yaml";

    private final MatterReader reader;
    private final Matters matters;
    private final MatterInputs inputs;
    private final Ceremonies ceremonies;
    private final DocumentStore store;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    DataDesk(
            MatterReader reader,
            Matters matters,
            MatterInputs inputs,
            Ceremonies ceremonies,
            DocumentStore store,
            Clock clock) {
        this.reader = reader;
        this.matters = matters;
        this.inputs = inputs;
        this.ceremonies = ceremonies;
        this.store = store;
        this.clock = clock;
    }

    /**
     * The data of a matter as one person sees them.
     *
     * @param input name of what the person has typed so far; empty: nothing, these are the data in force
     * @param matter identity; empty: a new matter
     * @param base version that the person began with
     * @param current version in force, 0 for a new matter
     * @param typed when the input was last kept
     * @param accepted who accepted the version in force, and when
     * @param signedBy who signed first, once every agreement carries a signature; null: some text may still change
     */
    public record Sheet(
            String input,
            String matter,
            int base,
            int current,
            DataForm form,
            @Nullable Instant typed,
            Matters.@Nullable Accepted accepted,
            @Nullable String signedBy) {
        public boolean isNew() {
            return matter.isEmpty();
        }

        /** Somebody else has changed the data since. */
        public boolean isOvertaken() {
            return base < current;
        }

        /** The same with other data in the form. */
        public Sheet with(DataForm other) {
            return new Sheet(input, matter, base, current, other, typed, accepted, signedBy);
        }
    }

    /**
     * What the reader says of data.
     *
     * @param matter empty if there are errors among the notices
     * @param notices with the path of the field as their place, where it has one
     */
    public record Judged(Optional<Matter> matter, List<Notice> notices) {
        public Judged {
            notices = List.copyOf(notices);
        }
    }

    /**
     * The data of a matter that exists: as this person has left them, or those in force.
     *
     * @throws PipelineException if there is no such matter
     */
    public Sheet of(String account, String matter) {
        Matters.Accepted accepted = matters.accepted(matter)
                .orElseThrow(() -> PipelineException.refused("pipeline.matter.unknown", Place.NOWHERE, matter));
        Optional<MatterInput> input = inputs.about(account, matter);
        String text = input.map(MatterInput::text).orElseGet(() -> text(matter, accepted.version()));
        return new Sheet(
                input.map(MatterInput::id).orElse(""),
                matter,
                input.map(MatterInput::base).orElse(accepted.version()),
                accepted.version(),
                form(text),
                input.map(MatterInput::at).orElse(null),
                accepted,
                firstSignatory(matter));
    }

    /**
     * A new matter as this person has left it.
     *
     * @throws PipelineException if there is no such input
     */
    public Sheet begun(String account, String id) {
        MatterInput input = inputs.find(account, id)
                .filter(one -> one.matter().isEmpty())
                .orElseThrow(() -> PipelineException.refused("pipeline.data.no-input", Place.NOWHERE));
        return new Sheet(id, "", 0, 0, form(input.text()), input.at(), null, null);
    }

    /** New matters that this person has begun and not finished. */
    public List<Sheet> begun(String account) {
        return inputs.begun(account).stream()
                .map(input -> new Sheet(input.id(), "", 0, 0, form(input.text()), input.at(), null, null))
                .toList();
    }

    /** The data of a version of a matter. */
    public DataForm version(String matter, int version) {
        return form(text(matter, version));
    }

    private String text(String matter, int version) {
        return matters.text(matter, version).orElse("");
    }

    private static DataForm form(String text) {
        // We wrote it ourselves. An empty form in its place would look as if everything were lost.
        return DataForm.read(text, FILE)
                .form()
                .orElseThrow(() -> new IllegalStateException("no data in what was kept"));
    }

    private @Nullable String firstSignatory(String matter) {
        List<Ceremony> all = ceremonies.ofMatter(matter);
        if (!all.stream().allMatch(Ceremony::anybodySigned)) {
            return null;
        }
        return all.stream()
                .flatMap(ceremony -> ceremony.turns().stream())
                .filter(turn -> turn.state().name().equals("SIGNED"))
                .map(turn -> turn.name())
                .findFirst()
                .orElse(null);
    }

    /**
     * Keeps what somebody has typed.
     *
     * @param input name of the earlier input that it replaces, empty for a new one
     * @param base version of the matter that it is based on
     * @return name of the input
     */
    public String keep(String account, String input, String matter, int base, DataForm form) {
        Instant now = clock.instant();
        inputs.dropOlderThan(now.minus(KEPT));
        String id = input.isEmpty() || inputs.find(account, input).isEmpty() ? name() : input;
        inputs.keep(new MatterInput(id, matter, account, base, form.yaml(), now));
        return id;
    }

    private String name() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Discards an input; the data in force stay. */
    public void drop(String account, String input) {
        inputs.drop(account, input);
    }

    /** Has data read by the rules for everything staff write. */
    public Judged judge(DataForm form) {
        try (DataFolder folder = folder(form)) {
            Reading reading = reader.read(folder.file());
            return new Judged(
                    reading.matters().stream().findFirst().filter(matter -> !reading.hasErrors()), reading.notices());
        }
    }

    /** The data as a file, with the annexes and the picture that are known beside it. */
    DataFolder folder(DataForm form) {
        Map<String, byte[]> beside = new LinkedHashMap<>();
        for (int i = 0; i < form.count("vereinbarungen"); i++) {
            String list = "vereinbarungen[" + i + "].anlagen";
            for (int j = 0; j < form.count(list); j++) {
                put(form, list + "[" + j + "]", beside);
            }
        }
        put(form, "medieninformation.bild", beside);
        return DataFolder.of(form.yaml(), beside);
    }

    private void put(DataForm form, String entry, Map<String, byte[]> beside) {
        String digest = form.text(entry + ".sha256");
        String file = form.text(entry + ".datei");
        if (digest.matches("[0-9a-f]{64}") && !file.isEmpty() && store.contains(new Digest(digest))) {
            beside.put(file, store.bytes(new Digest(digest)));
        }
    }

    /** Takes the file of an annex, or the picture of a release. */
    public DataForm withAnnex(DataForm form, String entry, Upload file) {
        Digest digest = store.put(file.name(), file.content()).digest();
        return form.with(entry + ".datei", file.name()).with(entry + ".sha256", digest.hex());
    }

    /** Takes a press list, CSV or Excel; empty with the reasons if it is none. */
    public DataForm.Read withPressList(DataForm form, Upload file) {
        try (UploadedFile uploaded = UploadedFile.of(file)) {
            return form.withPressList(uploaded.path());
        }
    }
}
