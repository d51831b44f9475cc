package federzug.drafting;

import federzug.agreement.Agreement;
import federzug.agreement.Annex;
import federzug.agreement.Matter;
import federzug.agreement.PressRelease;
import federzug.document.Digest;
import federzug.document.DocumentStore;
import federzug.document.FilledDraft;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stores the annexes of an agreement and the picture of a release; afterwards their files are no longer needed. */
final class Annexes {
    static final String IDENTITY = "Anlagen SHA-256 ";
    private static final String PICTURE = "SHA-256 ";
    /** Readers look for the mark within the first kilobyte (ISO 32000-1, annex H, note 13). */
    private static final int MARK_WITHIN = 1024;

    private final Matter matter;
    private final DocumentStore store;
    private final List<Notice> notices = new ArrayList<>();

    private Annexes(Matter matter, DocumentStore store) {
        this.matter = matter;
        this.store = store;
    }

    /** @throws DraftingException naming every file that cannot be an annex */
    static List<FilledDraft.Annex> of(Matter matter, Agreement agreement, DocumentStore store) {
        Annexes annexes = new Annexes(matter, store);
        List<FilledDraft.Annex> found = new ArrayList<>();
        for (Annex annex : agreement.annexes()) {
            annexes.bytes(annex).flatMap(bytes -> annexes.annex(annex, bytes)).ifPresent(found::add);
        }
        if (!annexes.notices.isEmpty()) {
            throw new DraftingException(Kind.INPUT, annexes.notices);
        }
        return found;
    }

    /** Distinguishes drafts with different annexes; empty without annexes. */
    static String identity(List<FilledDraft.Annex> annexes) {
        if (annexes.isEmpty()) {
            return "";
        }
        StringBuilder all = new StringBuilder();
        annexes.forEach(annex ->
                all.append(annex.content().digest().hex()).append(annex.title()).append('\n'));
        return IDENTITY
                + Digest.of(all.toString().getBytes(StandardCharsets.UTF_8)).hex();
    }

    /** Distinguishes releases with different pictures, or different words about one; empty without a picture. */
    static String identity(PressRelease.@Nullable Picture picture) {
        return picture == null
                ? ""
                : PICTURE
                        + Digest.of(picture.toString().getBytes(StandardCharsets.UTF_8))
                                .hex();
    }

    /** The picture of the release; empty if its file has gone or was changed before anybody kept it. */
    static Optional<byte[]> picture(Matter matter, PressRelease.Picture picture, DocumentStore store) {
        try {
            return kept(matter, picture.file(), new Digest(picture.sha256()), store);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<byte[]> bytes(Annex annex) {
        try {
            Optional<byte[]> bytes = kept(matter, annex.file(), new Digest(annex.sha256()), store);
            if (bytes.isEmpty()) {
                notices.add(Notice.error("drafting.annex.changed", place(annex), annex.file()));
            }
            return bytes;
        } catch (IOException e) {
            notices.add(Notice.error("drafting.annex.gone", place(annex), annex.file()));
            return Optional.empty();
        }
    }

    /**
     * The very bytes whose digest was read with the data, whatever has happened to the file since.
     *
     * @param named file beside the data
     * @return empty if the file has other bytes, and these are not in the store
     */
    private static Optional<byte[]> kept(Matter matter, String named, Digest digest, DocumentStore store)
            throws IOException {
        if (store.contains(digest)) {
            return Optional.of(store.bytes(digest));
        }
        Path file = matter.source().file().toAbsolutePath().resolveSibling(named);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(Archive.MAXIMUM_FILE + 1);
            if (!Digest.of(bytes).equals(digest)) {
                return Optional.empty();
            }
            store.put(name(named), bytes);
            return Optional.of(bytes);
        }
    }

    private Optional<FilledDraft.Annex> annex(Annex annex, byte[] bytes) {
        String name = name(annex);
        if (name.toLowerCase(Locale.ROOT).endsWith(".pdf")) {
            String start = new String(bytes, 0, Math.min(bytes.length, MARK_WITHIN), StandardCharsets.ISO_8859_1);
            if (!start.contains("%PDF-")) {
                notices.add(Notice.error("drafting.annex.not-pdf", place(annex), annex.file()));
                return Optional.empty();
            }
            return Optional.of(new FilledDraft.Annex(store.put(name, bytes), annex.title()));
        }
        try {
            Archive archive = Archive.read(bytes, place(annex));
            List<Notice> wrong = PartCheck.check(archive, place(annex));
            wrong.stream().filter(Notice::isError).forEach(notices::add);
            return wrong.stream().noneMatch(Notice::isError)
                    ? Optional.of(new FilledDraft.Annex(
                            store.put(name, archive.withoutAttachedTemplate().pack()), annex.title()))
                    : Optional.empty();
        } catch (Archive.RefusedException e) {
            notices.add(e.notice());
            return Optional.empty();
        }
    }

    private static Place place(Annex annex) {
        return Place.file(annex.file());
    }

    private static String name(Annex annex) {
        return name(annex.file());
    }

    private static String name(String file) {
        return String.valueOf(Path.of(file).getFileName());
    }
}
