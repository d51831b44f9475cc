package federzug.pipeline.run;

import federzug.agreement.Matters;
import federzug.ceremony.CeremonyDeletion;
import federzug.delivery.MailDeletion;
import federzug.document.Digest;
import federzug.document.DocumentContents;
import federzug.document.DocumentStore;
import federzug.pipeline.folder.OutFolder;
import federzug.release.ReleaseDeletion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Knows what the rooms keep of a matter, and when the matter has ended in all of them. */
@Component
class ForgettingContents {
    private static final int LONGEST_LIST = 1 << 16;
    private static final Pattern RANGE =
            Pattern.compile("/ByteRange\\s*\\[\\s*0\\s+(\\d{1,9})\\s+(\\d{1,9})\\s+\\d{1,9}\\s*]");
    private static final Pattern LISTED = Pattern.compile("(?m)^([0-9a-f]{64}) ");

    private final CeremonyDeletion signings;
    private final ReleaseDeletion releases;
    private final MailDeletion mails;
    private final DocumentContents documents;
    private final DocumentStore store;
    private final Matters matters;
    private final OutFolder out;

    ForgettingContents(
            CeremonyDeletion signings,
            ReleaseDeletion releases,
            MailDeletion mails,
            DocumentContents documents,
            DocumentStore store,
            Matters matters,
            OutFolder out) {
        this.signings = signings;
        this.releases = releases;
        this.mails = mails;
        this.documents = documents;
        this.store = store;
        this.matters = matters;
        this.out = out;
    }

    /** Empty while anything is open, or if nothing was ever begun. */
    Optional<Instant> end(String matter) {
        if (signings.isOpen(matter) || releases.isOpen(matter) || !mails.isSettled(matter)) {
            return Optional.empty();
        }
        return Stream.of(signings.ended(matter), releases.ended(matter))
                .flatMap(Optional::stream)
                .max(Instant::compareTo);
    }

    /** The way to the finished documents. */
    Set<Digest> drafts(String matter) {
        Set<Digest> named = signings.documents(matter);
        Set<Digest> all = new LinkedHashSet<>();
        // First what only those after it lead to, so that a killed deletion can find it again.
        named.forEach(digest -> begunFrom(digest).ifPresent(all::add));
        all.addAll(named);
        all.addAll(documents.negotiated(matter));
        all.removeAll(finished(matter));
        return all;
    }

    /** A begun signature is kept as the same file with zeros in the place of the value (ISO 32000, 12.8.1). */
    private Optional<Digest> begunFrom(Digest signed) {
        if (!store.contains(signed)) {
            return Optional.empty();
        }
        byte[] bytes = store.bytes(signed);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        Matcher range = RANGE.matcher(text);
        int at = text.lastIndexOf("/ByteRange");
        if (at < 0 || !range.find(at) || range.start() != at) {
            return Optional.empty();
        }
        int from = Integer.parseInt(range.group(1)) + 1;
        int to = Integer.parseInt(range.group(2)) - 1;
        if (from > to || to > bytes.length) {
            return Optional.empty();
        }
        Arrays.fill(bytes, from, to, (byte) '0');
        return Optional.of(Digest.of(bytes)).filter(store::contains);
    }

    Set<Digest> finished(String matter) {
        Set<Digest> all = new LinkedHashSet<>(signings.sealed(matter));
        all.addAll(releases.documents(matter));
        List.copyOf(all).forEach(digest -> all.addAll(listedIn(digest)));
        return all;
    }

    /** Reports are kept as a list of their forms: a digest a line. */
    private List<Digest> listedIn(Digest list) {
        List<Digest> found = new ArrayList<>();
        if (!store.contains(list)) {
            return found;
        }
        try (InputStream in = store.open(list)) {
            byte[] bytes = in.readNBytes(LONGEST_LIST);
            Matcher line = LISTED.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
            while (line.find()) {
                found.add(new Digest(line.group(1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /**
     * What lies in the folder for people, and in the store by the same bytes: reports and the closing folder. The files of
     * people stay.
     */
    Set<Digest> filed(String matter) {
        Set<Digest> all = new LinkedHashSet<>();
        Path folder = out.folder(matters.find(matter).orElseThrow());
        if (!Files.isDirectory(folder)) {
            return all;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    all.add(Digest.of(in));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    /** The same bytes may belong to another matter, too: those stay. */
    void forget(String matter, Set<Digest> all) {
        documents.forget(own(matter, all));
    }

    private Set<Digest> own(String matter, Set<Digest> all) {
        Set<Digest> own = new LinkedHashSet<>();
        for (Digest digest : all) {
            if (!signings.isNamedElsewhere(digest, matter) && !releases.isNamedElsewhere(digest, matter)) {
                own.add(digest);
            }
        }
        return own;
    }

    /** What another machine has deleted goes here, too. */
    void forgetCopies() {
        documents.forgetCopies();
    }

    void forgetMails(String matter) {
        documents.forget(own(matter, mails.documents(matter)));
        mails.forget(matter);
        releases.forgetRecipients(matter);
    }

    void forgetPersons(String matter) {
        Set<Digest> all = drafts(matter);
        all.addAll(finished(matter));
        documents.forgetFacts(own(matter, all));
        signings.forget(matter);
        releases.forgetPersons(matter);
    }
}
