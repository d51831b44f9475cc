package federzug.pipeline;

import java.time.Duration;

/**
 * The sum of a run.
 *
 * @param matters all matters that were given: those worked on, refused, and in another call's hands
 * @param ended nothing is left to do
 * @param waiting neither ended nor failed: a person has to act
 * @param stopped stopped by an error
 * @param refused not taken because of their data
 * @param elsewhere in the hands of another call
 * @param attention a person has to look at something, for example a mail of unknown fate
 */
public record RunTotals(
        int matters, int ended, int waiting, int stopped, int refused, int elsewhere, int attention, Duration took) {}
