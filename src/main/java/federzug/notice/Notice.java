package federzug.notice;

import java.util.List;

/**
 * A finding for people. Its text is looked up by code (see {@link Texts}); German is never composed in code.
 *
 * @param code {@code room.thing.what}, stable, equal to the key in the room's {@code messages.properties}
 * @param arguments values for the text's {@code {0}}, {@code {1}} …
 */
public record Notice(String code, Severity severity, Place place, List<Object> arguments) {
    public Notice {
        if (!code.matches("[a-z]+(\\.[a-z0-9-]+){2,}")) {
            throw new IllegalArgumentException("not room.thing.what: " + code);
        }
        arguments = List.copyOf(arguments);
    }

    public static Notice error(String code, Place place, Object... arguments) {
        return new Notice(code, Severity.ERROR, place, List.of(arguments));
    }

    public static Notice warning(String code, Place place, Object... arguments) {
        return new Notice(code, Severity.WARNING, place, List.of(arguments));
    }

    public static Notice note(String code, Place place, Object... arguments) {
        return new Notice(code, Severity.NOTE, place, List.of(arguments));
    }

    /** The same finding at another place. */
    public Notice at(Place place) {
        return new Notice(code, severity, place, arguments);
    }

    /** The same finding at this place, unless it has one of its own. */
    public Notice placedAt(Place place) {
        return this.place.equals(Place.NOWHERE) ? at(place) : this;
    }

    /** The same finding, of another weight. */
    public Notice as(Severity severity) {
        return new Notice(code, severity, place, arguments);
    }

    /** The room that reports: the first word of the code. */
    public String room() {
        return code.substring(0, code.indexOf('.'));
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
