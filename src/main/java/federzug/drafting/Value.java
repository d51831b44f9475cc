package federzug.drafting;

import federzug.agreement.Person;
import federzug.agreement.PressRelease;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a placeholder can name. A value that the data do not have is still there, empty, so that a misspelt name can be
 * distinguished from a missing value.
 */
sealed interface Value {
    boolean isEmpty();

    record Text(String text) implements Value {
        @Override
        public boolean isEmpty() {
            return text.isBlank();
        }
    }

    /** Only for conditions. */
    record Flag(boolean set) implements Value {
        @Override
        public boolean isEmpty() {
            return !set;
        }
    }

    record Amount(@Nullable Integer number) implements Value {
        @Override
        public boolean isEmpty() {
            return number == null;
        }
    }

    record Day(@Nullable LocalDate date) implements Value {
        @Override
        public boolean isEmpty() {
            return date == null;
        }
    }

    record Hour(@Nullable LocalTime time) implements Value {
        @Override
        public boolean isEmpty() {
            return time == null;
        }
    }

    record Moment(@Nullable LocalDateTime at) implements Value {
        @Override
        public boolean isEmpty() {
            return at == null;
        }
    }

    /** Stands as a picture in a text, and as its alternative text where none can stand. */
    record Picture(PressRelease.@Nullable Picture picture) implements Value {
        @Override
        public boolean isEmpty() {
            return picture == null;
        }
    }

    /**
     * @param item what one entry looks like, for checks where there is none
     */
    record Items(List<Value> values, Value item) implements Value {
        public Items {
            values = List.copyOf(values);
        }

        @Override
        public boolean isEmpty() {
            return values.isEmpty();
        }
    }

    /**
     * Something with parts: a person, a municipality.
     *
     * @param forms how it is written, by format; the form named "" is used without a format
     * @param person the person this is, if it is one
     */
    record Group(
            boolean present,
            Map<String, Value> members,
            Map<String, String> forms,
            @Nullable Person person) implements Value {
        public Group {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
            forms = Collections.unmodifiableMap(new LinkedHashMap<>(forms));
        }

        static Group of(boolean present, Map<String, Value> members) {
            return new Group(present, members, Map.of(), null);
        }

        @Override
        public boolean isEmpty() {
            return !present;
        }
    }
}
