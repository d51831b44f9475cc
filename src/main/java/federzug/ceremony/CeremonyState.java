package federzug.ceremony;

import federzug.document.Digest;
import federzug.document.Document;
import federzug.document.PreparedPdf;
import federzug.document.SealedPdf;
import federzug.document.SignedPdf;
import java.util.Locale;

/** How far a ceremony has come. Each state holds exactly what is known in it. */
public sealed interface CeremonyState {
    /** The newest document. */
    Document paper();

    /** The word of the JSON contract, for example {@code IN_SIGNING}. */
    String word();

    /** Key of the German word in the room's texts. */
    default String code() {
        return "ceremony.state." + keyWord();
    }

    /** Lower case with hyphens, as it stands in message keys. */
    default String keyWord() {
        return word().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** No signatory has been notified yet. */
    record Prepared(PreparedPdf paper) implements CeremonyState {
        @Override
        public String word() {
            return "PREPARED";
        }
    }

    /**
     * It is at least one person's turn.
     *
     * @param paper the prepared PDF, or the signed one with the signatures so far
     */
    record InSigning(Document paper) implements CeremonyState {
        public InSigning {
            requireUnsealed(paper);
        }

        @Override
        public String word() {
            return "IN_SIGNING";
        }
    }

    record AllSigned(SignedPdf paper) implements CeremonyState {
        @Override
        public String word() {
            return "ALL_SIGNED";
        }
    }

    /** Evidence for long-term preservation is added; not checked yet. */
    record Sealed(SealedPdf paper) implements CeremonyState {
        @Override
        public String word() {
            return "SEALED";
        }
    }

    /**
     * The sealed document was found valid.
     *
     * @param verdict digest of the check report
     */
    record Checked(SealedPdf paper, Digest verdict) implements CeremonyState {
        @Override
        public String word() {
            return "CHECKED";
        }
    }

    /** Everybody has been sent their copy; nothing is left to do. */
    record Closed(SealedPdf paper, Digest verdict) implements CeremonyState {
        @Override
        public String word() {
            return "CLOSED";
        }
    }

    /**
     * Ended before everybody had signed.
     *
     * @param paper as far as it had come
     */
    record Cancelled(Document paper, String reason) implements CeremonyState {
        public Cancelled {
            requireUnsealed(paper);
        }

        @Override
        public String word() {
            return "CANCELLED";
        }
    }

    private static void requireUnsealed(Document paper) {
        if (!(paper instanceof PreparedPdf) && !(paper instanceof SignedPdf)) {
            throw new IllegalArgumentException("neither prepared nor signed: " + paper.getClass());
        }
    }
}
