package federzug.trust.status;

/** Which trust data a check rests on ({@code check --trust}). */
public sealed interface TrustSource {
    /** The EU's list of trusted lists. */
    record Eu() implements TrustSource {}

    /** The demo list of {@code keystores-example}: worthless in law. */
    record Example() implements TrustSource {}

    /** A trusted list (file or https address) or PEM certificates, named by hand. */
    record Named(String location) implements TrustSource {}

    TrustSource EU = new Eu();
    TrustSource EXAMPLE = new Example();

    /** {@code eu}, {@code example}, or a location. */
    static TrustSource parse(String text) {
        return switch (text) {
            case "eu" -> EU;
            case "example" -> EXAMPLE;
            default -> new Named(text);
        };
    }

    /** The word used in reports and JSON. */
    default String word() {
        if (this instanceof Eu) {
            return "eu";
        }
        return this instanceof Named named ? named.location() : "example";
    }
}
