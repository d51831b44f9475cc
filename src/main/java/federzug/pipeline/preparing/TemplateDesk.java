package federzug.pipeline.preparing;

import federzug.agreement.Agreement;
import federzug.agreement.Matters;
import federzug.agreement.PressRelease;
import federzug.agreement.StoredMatter;
import federzug.document.Digest;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Unreadable;
import federzug.pipeline.Upload;
import federzug.pipeline.preparing.Templates.Examined;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks after the templates: what there is, who uses it, and how a new one comes into force. */
@Component
public class TemplateDesk {
    private static final int LARGEST = 30 << 20;
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private final OwnTemplates own;
    private final Templates templates;
    private final Matters matters;

    TemplateDesk(OwnTemplates own, Templates templates, Matters matters) {
        this.own = own;
        this.templates = templates;
        this.matters = matters;
    }

    /** What a template is for, as far as its use shows. */
    public enum Use {
        AGREEMENT,
        RELEASE,
        /** No matter names it. */
        NONE
    }

    /**
     * One template.
     *
     * @param inForce digest of the Word file that matters are made with; null: there is only a draft
     * @param draft digest of the Word file that waits for approval; null: none
     * @param own whether the one in force is the house's
     * @param delivered whether one of that name came with the product
     * @param matters that name it
     */
    public record Entry(
            String name,
            Use use,
            @Nullable Digest inForce,
            @Nullable Digest draft,
            boolean own,
            boolean delivered,
            List<String> matters) {
        public Entry {
            matters = List.copyOf(matters);
        }
    }

    public List<Entry> all() {
        Map<String, Users> users = users();
        return own.names().stream().map(name -> entry(name, users)).toList();
    }

    /** @throws PipelineException if there is none of that name */
    public Entry one(String name) {
        if (!own.names().contains(name)) {
            throw PipelineException.refused("pipeline.template.unknown", Place.NOWHERE, name);
        }
        return entry(name, users());
    }

    /**
     * The Word file.
     *
     * @param draft the one that waits, not the one in force
     */
    public Optional<byte[]> file(String name, boolean draft) {
        return path(name, draft).map(OwnTemplates::bytes);
    }

    private Optional<Path> path(String name, boolean draft) {
        return draft ? own.draft(name) : own.inForce(name);
    }

    /** Everything against it, and its pages with sample data: takes seconds. */
    public Examined examine(String name, boolean draft) {
        Path file = path(name, draft)
                .orElseThrow(() -> PipelineException.refused("pipeline.template.unknown", Place.NOWHERE, name));
        return templates.examine(file);
    }

    /** A name for what came without one: small letters, digits and hyphens. */
    public static String named(String text) {
        String plain = Normalizer.normalize(text.strip().toLowerCase(Locale.GERMAN), Normalizer.Form.NFD)
                .replaceAll("\\.docx$", "")
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        return plain.length() > 60 ? plain.substring(0, 60) : plain;
    }

    /**
     * Keeps a draft; what is in force stays in force.
     *
     * @param name as a person wrote it; empty: from the file
     * @return its name
     * @throws PipelineException if it is no Word file, or nothing can be called so
     */
    public String bringIn(String name, Upload docx) {
        String cleaned = named(name.isBlank() ? docx.name() : name);
        if (!OwnTemplates.NAME.matcher(cleaned).matches()) {
            throw PipelineException.refused("pipeline.template.name", Place.NOWHERE, name);
        }
        byte[] content = docx.content();
        boolean zip = content.length > ZIP.length && Arrays.equals(content, 0, ZIP.length, ZIP, 0, ZIP.length);
        if (!zip || content.length > LARGEST) {
            throw PipelineException.refused("pipeline.template.no-word", Place.NOWHERE, docx.name());
        }
        templates.requireReadable(docx);
        own.keep(cleaned, content);
        return cleaned;
    }

    /**
     * Puts the draft in force.
     *
     * @param shown digest of the draft that somebody has looked at
     * @throws PipelineException if it is another one meanwhile, or cannot be used as it is; the older one stays
     */
    public void approve(String name, Digest shown) {
        byte[] docx = file(name, true)
                .orElseThrow(() -> PipelineException.refused("pipeline.turn.effect-changed", Place.NOWHERE));
        if (!Digest.of(docx).equals(shown)) {
            throw PipelineException.refused("pipeline.turn.effect-changed", Place.NOWHERE);
        }
        List<Notice> errors = templates.check(new Upload(name + ".docx", docx)).notices().stream()
                .filter(Notice::isError)
                .toList();
        if (!errors.isEmpty()) {
            List<Notice> all = new ArrayList<>();
            all.add(Notice.error("pipeline.template.unusable", Place.NOWHERE, name, errors.size()));
            all.addAll(errors);
            throw new PipelineException(Kind.INPUT, all);
        }
        own.putInForce(name, docx);
    }

    /** Forgets the draft; what is in force stays. */
    public void drop(String name) {
        own.drop(name);
    }

    private Entry entry(String name, Map<String, Users> users) {
        Users found = users.getOrDefault(name, Users.NONE);
        return new Entry(
                name,
                found.use(),
                digest(own.inForce(name)),
                digest(own.draft(name)),
                own.isOwn(name),
                own.isDelivered(name),
                found.matters());
    }

    private static @Nullable Digest digest(Optional<Path> file) {
        return file.map(path -> Digest.of(OwnTemplates.bytes(path))).orElse(null);
    }

    private record Users(Use use, List<String> matters) {
        static final Users NONE = new Users(Use.NONE, List.of());
    }

    private Map<String, Users> users() {
        Map<String, Users> users = new TreeMap<>();
        for (String id : matters.ids()) {
            Optional<StoredMatter> stored =
                    Unreadable.passingOver(id, () -> matters.find(id).orElseThrow());
            if (stored.isEmpty()) {
                continue;
            }
            stored.get().matter().agreements().stream()
                    .map(Agreement::template)
                    .distinct()
                    .forEach(name -> add(users, name, Use.AGREEMENT, id));
            PressRelease release = stored.get().matter().release();
            if (release != null) {
                add(users, release.template(), Use.RELEASE, id);
            }
        }
        return users;
    }

    private static void add(Map<String, Users> users, String name, Use use, String matter) {
        List<String> matters =
                new ArrayList<>(users.getOrDefault(name, Users.NONE).matters());
        matters.add(matter);
        users.put(name, new Users(use, matters));
    }
}
