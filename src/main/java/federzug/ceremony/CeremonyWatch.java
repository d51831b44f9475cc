package federzug.ceremony;

/** Hears in which matters signings have moved: within the commit of the move, and by whichever process. */
@FunctionalInterface
public interface CeremonyWatch {
    void moved(String matter);
}
