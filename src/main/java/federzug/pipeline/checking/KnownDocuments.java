package federzug.pipeline.checking;

import federzug.agreement.Agreement;
import federzug.agreement.Matter;
import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import federzug.verification.Expected;
import java.nio.file.Path;

/** Determines what a document is expected to be if it was made here. */
interface KnownDocuments {
    /**
     * @param matter empty for a foreign document
     */
    record Known(Expected expected, String matter, String fileReference) {
        static final Known FOREIGN = new Known(Expected.NOTHING, "", "");
    }

    /** Recognises a document made here by the prepared text at its beginning, however it may have been changed since. */
    Known forFile(Path file);

    /**
     * What the only agreement of a known matter must be: as far as its signing has come.
     *
     * @throws PipelineException if there is no such matter, or it has several agreements
     */
    Known ofOnly(String id);

    /** From data alone: the persons and fields, but not the exact text. */
    Known of(Matter matter, Agreement agreement);

    /** Where no matter was ever stored, every document is a foreign one. */
    final class None implements KnownDocuments {
        @Override
        public Known forFile(Path file) {
            return Known.FOREIGN;
        }

        @Override
        public Known ofOnly(String id) {
            throw PipelineException.refused("pipeline.matter.unknown", Place.NOWHERE, id);
        }

        @Override
        public Known of(Matter matter, Agreement agreement) {
            throw new IllegalStateException("data are read where matters are stored");
        }
    }
}
