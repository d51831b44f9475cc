/** Keeps one row for each mail, with its state, so that none goes out twice and none is lost. */
@NullMarked
package federzug.delivery.ledger;

import org.jspecify.annotations.NullMarked;
