package federzug.pipeline.collecting;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds in an answer that brings the code of an approval what may speak against it: a refusal, a condition, a change, or
 * our own question, which a mail program has put there without marking it. A person reads these; one too many is no harm.
 */
final class Reservations {
    private static final Pattern HARMLESS = Pattern.compile(
            "\\b(?:keine|ohne|no) (?:weiteren? )?(?:einw\u00e4nde|\u00e4nderungen|\u00e4nderungsw\u00fcnsche|anmerkungen|bedenken"
                    + "|erg\u00e4nzungen|korrekturen|changes|objections)\\b");

    private static final Pattern AGAINST = Pattern.compile(
            "\\b(?:nicht|nichts|nein|nie|niemals|kein(?:e[mnrs]?)?|ohne|aber|erst|sofern|soweit|wenn|falls|au\u00dfer|bis auf"
                    + "|vorbehalt\\w*|vorbehaltlich|voraussetzung|bedingung\\w*|unter der|widerspr\\w*|widerruf\\w*"
                    + "|ablehn\\w*|abgelehnt|lehnen?|zur\u00fcck\\w*|stopp?\\w*|warten|ge\u00e4ndert\\w*|\u00e4nder\\w*|anders"
                    + "|stattdessen|streich\\w*|gestrichen|ersetz\\w*|erg\u00e4nz\\w*|korrig\\w*|korrektur\\w*|fehler\\w*|falsch\\w*"
                    + "|abwesend|automatisch\\w*|not|no|but|unless|except|if"
                    + "|zum freigeben gen\u00fcgt|antworten sie von dieser adresse|nur f\u00fcr genau diesen wortlaut)\\b",
            Pattern.UNICODE_CHARACTER_CLASS);

    /** Below it stand names, and what legal departments have put there. */
    private static final Pattern FAREWELL = Pattern.compile(
            "(?im)^\\s*(?:(?:mit )?(?:freundlichen?|besten?|vielen?|herzlichen?|lieben?|sch\u00f6nen?)\\b.{0,30} gr(?:\u00fc|ue)(?:\u00df|ss)en?"
                    + "|mfg|gru(?:\u00df|ss)|(?:best|kind) regards)\\b");

    private Reservations() {}

    /** The first such words. */
    static Optional<String> in(String answer) {
        Matcher end = FAREWELL.matcher(answer);
        String letter = end.find() ? answer.substring(0, end.start()) : answer;
        String words = letter.toLowerCase(Locale.GERMAN).replaceAll("[\\s\\u00A0]+", " ");
        Matcher found = AGAINST.matcher(HARMLESS.matcher(words).replaceAll(" "));
        return found.find() ? Optional.of(found.group()) : Optional.empty();
    }
}
