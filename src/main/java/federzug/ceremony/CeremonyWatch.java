package federzug.ceremony;

/** Is called when a signing changes state, within the same transaction. */
@FunctionalInterface
public interface CeremonyWatch {
    void moved(String matter);
}
