package federzug.agreement;

import federzug.notice.Place;
import java.nio.file.Path;
import java.util.List;

/** Resolves what a matter's data refer to beside them. */
record Beside(PressLists pressLists, AnnexFiles annexes, AnnexFiles pictures) {
    /** For what was accepted before: all of it stands in the text. */
    static final Beside NOTHING =
            new Beside((name, named, problems) -> List.of(), AnnexFiles.none(), AnnexFiles.none());

    /** Finds the press list that a matter names. */
    interface PressLists {
        /** @param named where the matter names the list */
        List<PressRelease.Recipient> read(String file, Place named, Problems problems);
    }

    static Beside of(Path dataFile) {
        MatterFolder folder = MatterFolder.of(dataFile);
        return new Beside(new CsvPressLists(folder), AnnexFiles.in(folder), new PictureFiles(folder));
    }
}
