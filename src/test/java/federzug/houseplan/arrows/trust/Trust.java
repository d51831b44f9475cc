package federzug.houseplan.arrows.trust;

public final class Trust {}
