package federzug.document;

/** A paper in one of its stages. A stage is a type: data goes forward only, and wrong order does not compile. */
public sealed interface Document permits FilledDraft, ArchivalPdf, PreparedPdf, SignedPdf, SealedPdf {
    Content content();
}
