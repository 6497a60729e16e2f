package io.carillon.local.launch;

import io.carillon.local.launch.StackState.Phase;
import java.time.Duration;

/// How a part stands, for a person to see.
///
/// @param took how long it has been starting, or took to start
record PartView(String name, Phase phase, int port, Duration took) {}
