package federzug.agreement;

import federzug.notice.Place;
import java.util.List;

/** Finds the press list that a matter names. */
interface PressLists {
    /** @param named where the matter names the list */
    List<PressRelease.Recipient> read(String file, Place named, Problems problems);
}
