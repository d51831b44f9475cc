package federzug.pipeline.doctor;

import federzug.notice.Notice;
import java.util.List;

/** Checks one thing that every matter needs, and changes nothing. Each bean of this kind is one line of the doctor. */
interface HouseLamp {
    Lamp.Kind kind();

    /**
     * @param rehearsal whether it is looked at for a rehearsal
     * @return empty where there is nothing to look at
     */
    List<Notice> look(boolean rehearsal);
}
