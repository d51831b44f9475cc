package federzug.rendering;

import federzug.document.Marks;
import federzug.document.Sheet;
import federzug.notice.Texts;

final class SheetEmitter {
    SheetEmitter(Fo fo, Sheet sheet, Marks marks, Texts texts, Images images) {}

    void emit() {}
}
