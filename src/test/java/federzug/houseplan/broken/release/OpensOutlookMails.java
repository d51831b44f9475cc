package federzug.houseplan.broken.release;

import org.apache.poi.hsmf.MAPIMessage;
import org.jspecify.annotations.NullMarked;

@NullMarked
final class OpensOutlookMails {
    MAPIMessage thing;
}
