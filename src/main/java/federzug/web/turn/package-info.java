/** The signing room: a signatory's own turn, all turns for those who look after them, the board. */
@NullMarked
package federzug.web.turn;

import org.jspecify.annotations.NullMarked;
