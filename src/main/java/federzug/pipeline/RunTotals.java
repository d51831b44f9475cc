package federzug.pipeline;

import java.time.Duration;

/**
 * The sum of a run.
 *
 * @param matters all matters that were worked on
 * @param ended nothing is left to do
 * @param waiting neither ended nor in trouble: it is people's turn
 * @param stopped trouble keeps them from going on
 * @param attention a person has to look at something, for example a mail of unknown fate
 */
public record RunTotals(int matters, int ended, int waiting, int stopped, int attention, Duration took) {}
