/// The log's own upkeep, each record by one of all gateways.
///
/// [LogMender] brings records from foreign partitions home, and puts broken ones among the dead
/// letters. Delivery does not wait for it: every gateway passes both over by itself.
@NullMarked
package io.carillon.gateway.mend;

import org.jspecify.annotations.NullMarked;
