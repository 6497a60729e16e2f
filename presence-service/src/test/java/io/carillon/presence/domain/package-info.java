/// The rules of counting, without a clock and without Kafka.
@NullMarked
package io.carillon.presence.domain;

import org.jspecify.annotations.NullMarked;
