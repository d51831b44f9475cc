package federzug.verification;

import federzug.document.Digest;
import federzug.document.SignatureField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a document is expected to be. For a foreign document nothing is expected.
 *
 * @param prepared digest of the prepared document (the exact text agreed), null if unknown
 * @param signatories who must have signed so far, in any order; empty for a foreign document
 * @param open fields that may still be unsigned
 * @param underWay the signing is not finished: a missing signature may still come
 * @param seal name of the field that must carry the seal of a house; empty: none is expected
 */
public record Expected(
        @Nullable Digest prepared, List<Signer> signatories, List<SignatureField> open, boolean underWay, String seal) {
    public static final Expected NOTHING = new Expected(null, List.of(), List.of());

    /** The signatories must have signed. */
    public Expected(@Nullable Digest prepared, List<Signer> signatories, List<SignatureField> open) {
        this(prepared, signatories, open, false, "");
    }

    /** Nobody signs: a document that carries the seal of a house in this field. */
    public static Expected sealed(Digest prepared, String field) {
        return new Expected(prepared, List.of(), List.of(), false, field);
    }

    /** The same, for a signing that is not finished. */
    public Expected whileUnderWay() {
        return new Expected(prepared, signatories, open, true, seal);
    }

    public Expected {
        signatories = List.copyOf(signatories);
        open = List.copyOf(open);
    }

    /**
     * @param names spellings under which a certificate may name the person; compared without titles, accents, case
     * @param office as agreed; never required of a certificate
     * @param ownField the field was added by the person's own program, as the data of the matter allow
     */
    public record Signer(SignatureField field, List<String> names, String office, boolean ownField) {
        public Signer {
            names = List.copyOf(names);
        }

        /** In the field that was prepared. */
        public Signer(SignatureField field, List<String> names, String office) {
            this(field, names, office, false);
        }
    }
}
