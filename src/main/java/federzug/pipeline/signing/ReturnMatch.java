package federzug.pipeline.signing;

import federzug.agreement.Matters;
import federzug.agreement.Person;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.CeremonyState.Cancelled;
import federzug.ceremony.JournalEntry;
import federzug.document.Content;
import federzug.document.Digest;
import federzug.document.DocumentStore;
import federzug.document.SignatureField;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Unreadable;
import federzug.signing.Signing;
import federzug.verification.Expected;
import federzug.verification.Verdict;
import federzug.verification.Verification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the signing to which a returned file belongs, by its bytes alone; else reports what the file is. */
@Component
class ReturnMatch {
    private final Matters matters;
    private final Ceremonies ceremonies;
    private final DocumentStore store;
    private final Signing signing;
    private final Verification verification;

    ReturnMatch(
            Matters matters, Ceremonies ceremonies, DocumentStore store, Signing signing, Verification verification) {
        this.matters = matters;
        this.ceremonies = ceremonies;
        this.store = store;
        this.signing = signing;
        this.verification = verification;
    }

    /**
     * @param taken exactly this file was taken over before
     */
    record Found(Ceremony ceremony, boolean taken) {}

    /**
     * @throws PipelineException if it is not the document handed out now, saying what it is instead
     */
    Found find(@Nullable String matter, byte[] returned) {
        Digest digest = Digest.of(returned);
        // Two matters may hold the same text, for example after one was called off: the named and the open come first.
        List<Ceremony> named = matter == null ? List.of() : openFirst(Stream.of(matter));
        Optional<Found> found = takenOver(named, digest).or(() -> out(matter, named, returned));
        if (found.isPresent()) {
            return found.get();
        }
        named.forEach(ceremony -> refuseOlder(matter, ceremony, returned));
        // Only a file that is not the named matter's makes us look through all the others.
        List<Ceremony> others = openFirst(matters.ids().stream().filter(id -> !id.equals(matter)));
        found = takenOver(matter == null ? others : List.of(), digest).or(() -> out(matter, others, returned));
        if (found.isPresent()) {
            return found.get();
        }
        others.forEach(ceremony -> refuseOlder(matter, ceremony, returned));
        (matter == null ? others : named).forEach(ceremony -> refuseAlike(ceremony, returned));
        throw refuse(matter == null ? "pipeline.return.unknown" : "pipeline.return.not-this-matter", matter);
    }

    private List<Ceremony> openFirst(Stream<String> ids) {
        return ids.flatMap(id -> Unreadable.passingOver(id, () -> ceremonies.ofMatter(id)).stream())
                .flatMap(List::stream)
                .sorted(Comparator.comparing(one -> !one.isOpen()))
                .toList();
    }

    private Optional<Found> takenOver(List<Ceremony> among, Digest returned) {
        return among.stream()
                .filter(ceremony -> tookOver(ceremony, returned))
                .findFirst()
                .map(ceremony -> new Found(ceremony, true));
    }

    /** The copies that continue the document handed out now. */
    private static Optional<Found> out(@Nullable String matter, List<Ceremony> among, byte[] returned) {
        for (Ceremony ceremony : among) {
            if (begins(returned, ceremony.paper().content())) {
                requireNamed(matter, ceremony);
                requireOpen(ceremony);
                return Optional.of(new Found(ceremony, false));
            }
        }
        return Optional.empty();
    }

    /** A signature that was taken over as it came, or with a time stamp added at once. */
    private boolean tookOver(Ceremony ceremony, Digest digest) {
        if (ceremony.prepared().content().digest().equals(digest)) {
            return false;
        }
        return sinceTheText(ceremony).stream()
                .filter(entry -> entry.event().equals("SignatureRecorded"))
                .map(JournalEntry::after)
                .filter(Objects::nonNull)
                .anyMatch(after -> after.equals(digest) || isStampedFrom(after, digest));
    }

    /** A signature under an earlier text was taken over too, but counts no more: its person signs again. */
    private List<JournalEntry> sinceTheText(Ceremony ceremony) {
        List<JournalEntry> journal = ceremonies.journal(ceremony.matter(), ceremony.agreement());
        int from = journal.stream().map(JournalEntry::event).toList().lastIndexOf("PreparedAgain");
        return journal.subList(Math.max(from, 0), journal.size());
    }

    private boolean isStampedFrom(Digest kept, Digest returned) {
        if (!store.contains(returned)) {
            return false;
        }
        byte[] original = store.bytes(returned);
        byte[] stamped = store.bytes(kept);
        return original.length < stamped.length && begins(stamped, new Content(returned, "", original.length));
    }

    private static void requireNamed(@Nullable String matter, Ceremony ceremony) {
        if (matter != null && !ceremony.matter().equals(matter)) {
            throw refuse("pipeline.return.other-matter", matter, ceremony.matter());
        }
    }

    private static void requireOpen(Ceremony ceremony) {
        if (ceremony.state() instanceof Cancelled) {
            throw refuse("pipeline.return.cancelled", ceremony.matter(), ceremony.agreement());
        }
        if (!ceremony.isOpen()) {
            throw refuse("pipeline.return.complete", ceremony.matter(), ceremony.agreement());
        }
    }

    /** A known document, but not the one handed out now: others have signed since, or the text is a new one. */
    private void refuseOlder(@Nullable String matter, Ceremony ceremony, byte[] returned) {
        boolean text = begins(returned, ceremony.prepared().content());
        boolean before = text
                || earlier(ceremony).stream()
                        .anyMatch(digest -> store.contains(digest)
                                && begins(returned, new Content(digest, "", store.bytes(digest).length)));
        if (before) {
            requireNamed(matter, ceremony);
            requireOpen(ceremony);
            if (!text) {
                refuseReplaced(ceremony, returned);
            }
            throw refuse(
                    text ? "pipeline.return.older" : "pipeline.return.older-text",
                    ceremony.matter(),
                    ceremony.paper().content().digest().brief());
        }
    }

    /** Another person signs instead, so the text has changed: reported for that person and for all who had the old text. */
    private void refuseReplaced(Ceremony ceremony, byte[] returned) {
        List<String> gone = ceremonies.journal(ceremony.matter(), ceremony.agreement()).stream()
                .filter(entry -> entry.event().equals("PersonReplaced"))
                .map(JournalEntry::person)
                .filter(person -> ceremony.turns().stream()
                        .noneMatch(turn -> turn.person().equals(person)))
                .toList();
        List<String> signed = signing.signedFields(returned);
        for (String person : gone) {
            if (signed.contains(SignatureField.nameFor(person))) {
                throw refuse("pipeline.return.replaced", ceremony.matter(), name(ceremony.matter(), person));
            }
        }
        if (!gone.isEmpty()) {
            throw refuse(
                    "pipeline.return.before-replacement",
                    ceremony.matter(),
                    name(ceremony.matter(), gone.get(gone.size() - 1)),
                    ceremony.paper().content().digest().brief());
        }
    }

    private String name(String matter, String person) {
        return matters.find(matter).stream()
                .flatMap(stored -> stored.matter().persons().stream())
                .filter(one -> one.key().equals(person))
                .map(Person::nameWithTitle)
                .findFirst()
                .orElse(person);
    }

    private Set<Digest> earlier(Ceremony ceremony) {
        Set<Digest> digests = new LinkedHashSet<>();
        for (JournalEntry entry : ceremonies.journal(ceremony.matter(), ceremony.agreement())) {
            Stream.of(Optional.ofNullable(entry.before()), Optional.ofNullable(entry.after()))
                    .flatMap(Optional::stream)
                    .forEach(digests::add);
        }
        return digests;
    }

    private void refuseAlike(Ceremony ceremony, byte[] returned) {
        signing.resemblance(ceremony.paper(), returned).ifPresent(difference -> {
            List<Notice> notices = new ArrayList<>();
            if (difference.code().equals("signing.return.encrypted")) {
                // What it is cannot be seen, so it is not said to resemble anything.
                throw new PipelineException(Kind.INPUT, difference);
            }
            notices.add(
                    Notice.error("pipeline.return.not-sent", Place.NOWHERE, ceremony.matter(), ceremony.agreement()));
            notices.add(difference);
            throw new PipelineException(Kind.INPUT, notices);
        });
    }

    /** Checks the bytes of a refused copy, to report what was changed in it. */
    Verdict verdict(Ceremony ceremony, byte[] returned) {
        Path file = null;
        try {
            file = Files.createTempFile("federzug-rueckgabe", ".pdf");
            Files.write(file, returned);
            return verification.verify(
                    file, new Expected(ceremony.prepared().content().digest(), List.of(), List.of()), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(file);
        }
    }

    private static void delete(@Nullable Path file) {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                file.toFile().deleteOnExit();
            }
        }
    }

    private static boolean begins(byte[] file, Content with) {
        if (file.length < with.size()) {
            return false;
        }
        byte[] head = java.util.Arrays.copyOf(file, Math.toIntExact(with.size()));
        return Digest.of(head).equals(with.digest());
    }

    private static PipelineException refuse(String code, @Nullable Object... arguments) {
        Object[] known = Stream.of(arguments).filter(Objects::nonNull).toArray();
        return PipelineException.refused(code, Place.NOWHERE, known);
    }
}
