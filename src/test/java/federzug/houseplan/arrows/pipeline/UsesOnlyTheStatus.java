package federzug.houseplan.arrows.pipeline;

import federzug.houseplan.arrows.trust.status.Status;

final class UsesOnlyTheStatus {
    Status status;
}
