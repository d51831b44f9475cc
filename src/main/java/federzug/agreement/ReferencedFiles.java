package federzug.agreement;

import federzug.notice.Place;
import java.nio.file.Path;
import java.util.List;

/** Resolves references in a matter's data to files in the same folder. */
record ReferencedFiles(PressLists pressLists, AnnexFiles annexes, AnnexFiles pictures) {
    /** For what was accepted before: all of it stands in the text. */
    static final ReferencedFiles NOTHING =
            new ReferencedFiles((name, named, problems) -> List.of(), AnnexFiles.none(), AnnexFiles.none());

    /** Finds the press list that a matter names. */
    interface PressLists {
        /** @param named where the matter names the list */
        List<PressRelease.Recipient> read(String file, Place named, Problems problems);
    }

    static ReferencedFiles of(Path dataFile) {
        MatterFolder folder = MatterFolder.of(dataFile);
        return new ReferencedFiles(new CsvPressLists(folder), AnnexFiles.in(folder), new PictureFiles(folder));
    }
}
