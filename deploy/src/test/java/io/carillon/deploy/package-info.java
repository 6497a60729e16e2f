/// Reads container files, the compose file and the manifests as strictly as an engine or a cluster
/// would, and holds them against each other and against the settings that the services really have.
///
/// Nothing here needs a container engine or a cluster.
@NullMarked
package io.carillon.deploy;

import org.jspecify.annotations.NullMarked;
