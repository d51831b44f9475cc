package federzug.houseplan.broken.unmarked;

final class HasNoNullMark {}
