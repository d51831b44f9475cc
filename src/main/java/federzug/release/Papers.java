package federzug.release;

import federzug.document.Digest;

/** The documents a release consists of: what is approved, cleared and dispatched is exactly these bytes. */
public record Papers(Digest draft, Digest pdf) {}
