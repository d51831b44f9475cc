package federzug.pipeline.checking;

import federzug.agreement.Agreement;
import federzug.agreement.Matter;
import federzug.agreement.Matters;
import federzug.agreement.Person;
import federzug.agreement.Signatory;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.RehearsalSheets;
import federzug.document.Digest;
import federzug.document.SignatureField;
import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Unreadable;
import federzug.release.PressSeals;
import federzug.signing.HouseSealing;
import federzug.verification.Expected;
import federzug.verification.Expected.Signer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Knows what a document made here must be: the agreed text, signed by the agreed persons in the agreed fields. */
@Component
public class Expectations implements KnownDocuments {
    private final Matters matters;
    private final Ceremonies ceremonies;
    private final RehearsalSheets sheets;
    private final PressSeals seals;

    Expectations(Matters matters, Ceremonies ceremonies, RehearsalSheets sheets, PressSeals seals) {
        this.seals = seals;
        this.sheets = sheets;
        this.matters = matters;
        this.ceremonies = ceremonies;
    }

    /** The text that was approved, with the seal of the house and no signature. */
    static Expected ofRelease(Digest pdf) {
        return Expected.sealed(pdf, HouseSealing.FIELD);
    }

    /** Everybody has signed. */
    public Expected complete(Matter matter, Ceremony ceremony) {
        return expected(matter, ceremony, null, "", true);
    }

    /** As far as the ceremony has come, and this person's signature on top. */
    public Expected after(Matter matter, Ceremony ceremony, String person) {
        return after(matter, ceremony, person, "");
    }

    /** @param ownField name of the field that this person's program has added for the signature, or empty */
    public Expected after(Matter matter, Ceremony ceremony, String person, String ownField) {
        return expected(matter, ceremony, person, ownField, false);
    }

    private Expected expected(
            Matter matter, Ceremony ceremony, @Nullable String next, String ownField, boolean everybody) {
        List<Signer> signed = new ArrayList<>();
        List<SignatureField> open = new ArrayList<>();
        for (SignatureField field : ceremony.prepared().fields()) {
            boolean now = field.person().equals(next);
            String own = now ? ownField : ceremony.turn(field.person()).ownField();
            boolean counts = everybody || now || ceremony.signedFields().contains(own.isEmpty() ? field.name() : own);
            Optional<Person> person = matter.person(field.person());
            if (!counts || person.isEmpty()) {
                open.add(field);
                continue;
            }
            Signer signer = signer(field, person.get(), confirmed(matter, field.person()));
            if (own.isEmpty()) {
                signed.add(signer);
            } else {
                SignatureField added = new SignatureField(own, field.person(), field.label());
                signed.add(new Signer(added, signer.names(), signer.office(), true));
                open.add(field); // it stays empty
            }
        }
        return new Expected(ceremony.prepared().content().digest(), signed, open);
    }

    /** Who is to sign next, as the data name them; empty if the data no longer know this person. */
    public Optional<Signer> signer(Matter matter, Ceremony ceremony, String person) {
        return matter.person(person).map(known -> signer(ceremony.field(person), known, confirmed(matter, person)));
    }

    /** As the matter stands: while its signing is under way, somebody may still be missing. */
    private Known known(Matter matter, Ceremony ceremony) {
        Expected complete = complete(matter, ceremony);
        return new Known(ceremony.isOpen() ? complete.whileUnderWay() : complete, matter.id(), fileReference(matter));
    }

    @Override
    public Known of(Matter matter, Agreement agreement) {
        List<Signer> signers = agreement.signatories().stream()
                .map(Signatory::person)
                .map(person -> signer(
                        SignatureField.of(person.key(), person.nameWithTitle()),
                        person,
                        confirmed(matter, person.key())))
                .toList();
        Expected expected = new Expected(null, signers, List.of());
        boolean underWay = ceremonies
                .find(matter.id(), agreement.key())
                .filter(Ceremony::isOpen)
                .isPresent();
        return new Known(underWay ? expected.whileUnderWay() : expected, matter.id(), fileReference(matter));
    }

    @Override
    public Known ofOnly(String id) {
        StoredMatter stored = matters.find(id)
                .orElseThrow(() -> PipelineException.refused("pipeline.matter.unknown", Place.NOWHERE, id));
        List<Agreement> agreements = stored.matter().agreements();
        if (agreements.size() != 1) {
            throw PipelineException.refused("pipeline.check.expect-one", Place.file(id), agreements.size());
        }
        return ceremonies
                .find(id, agreements.get(0).key())
                .map(ceremony -> known(stored.matter(), ceremony))
                .orElseGet(() -> of(stored.matter(), agreements.get(0)));
    }

    @Override
    public Known forFile(Path file) {
        for (String id : matters.ids()) {
            for (Ceremony ceremony :
                    Unreadable.passingOver(id, () -> ceremonies.ofMatter(id)).orElse(List.of())) {
                if (beginsWith(
                        file,
                        ceremony.prepared().content().size(),
                        ceremony.prepared().content().digest())) {
                    Optional<StoredMatter> stored =
                            Unreadable.passingOver(id, () -> matters.find(id).orElseThrow());
                    if (stored.isPresent()) {
                        return known(stored.get().matter(), ceremony);
                    }
                }
            }
        }
        return seals.finished().stream()
                .filter(seal -> isLonger(file, seal.size()) && beginsWith(file, seal.size(), seal.pdf()))
                .findFirst()
                .map(seal -> new Known(ofRelease(seal.pdf()), seal.matter(), fileReference(seal.matter())))
                .orElse(Known.FOREIGN);
    }

    private String fileReference(String matter) {
        return Unreadable.passingOver(matter, () -> matters.find(matter).orElseThrow())
                .map(stored -> fileReference(stored.matter()))
                .orElse("");
    }

    /** Before its seal a release is a file like any other. */
    private static boolean isLonger(Path file, long size) {
        try {
            return Files.size(file) > size;
        } catch (IOException e) {
            return false;
        }
    }

    public static String fileReference(Matter matter) {
        return String.join(", ", matter.fileReferences().values());
    }

    /** A spelling that staff confirmed when the person's own means was tried. */
    private Stream<String> confirmed(Matter matter, String person) {
        return sheets.learned(matter.id()).stream()
                .filter(one -> one.person().equals(person) && one.isConfirmed())
                .map(RehearsalSheets.Learned::holder);
    }

    private static Signer signer(SignatureField field, Person person, Stream<String> confirmed) {
        List<String> names = Stream.of(Stream.of(person.name()), person.spellings().stream(), confirmed)
                .flatMap(each -> each)
                .toList();
        return new Signer(field, names, person.officeInFull());
    }

    private static boolean beginsWith(Path file, long size, Digest digest) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return Files.size(file) >= size
                    && Digest.of(in.readNBytes(Math.toIntExact(size))).equals(digest);
        } catch (IOException e) {
            return false;
        }
    }
}
