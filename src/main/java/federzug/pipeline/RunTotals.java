package federzug.pipeline;

import java.time.Duration;

/**
 * The sum of a run.
 *
 * @param matters all matters that were given: those worked on, refused, and in another call's hands
 * @param ended nothing is left to do
 * @param waiting neither ended nor in trouble: it is people's turn
 * @param stopped trouble keeps them from going on
 * @param refused not taken because of their data
 * @param elsewhere in the hands of another call
 * @param attention a person has to look at something, for example a mail of unknown fate
 */
public record RunTotals(
        int matters, int ended, int waiting, int stopped, int refused, int elsewhere, int attention, Duration took) {}
