package federzug.houseplan.arrows.trust.status;

public final class Status {}
