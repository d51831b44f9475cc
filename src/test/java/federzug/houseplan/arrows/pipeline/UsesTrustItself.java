package federzug.houseplan.arrows.pipeline;

import federzug.houseplan.arrows.trust.Trust;

final class UsesTrustItself {
    Trust trust;
}
