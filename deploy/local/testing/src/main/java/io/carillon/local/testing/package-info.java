/// Real Kafka, PostgreSQL and an issuer for the tests of other modules, on random ports and in a
/// directory of their own. Each can be killed and started again on the same port and data. All end
/// with the test's JVM, however that ends. Blocking; each object belongs to one test thread at a
/// time.
@NullMarked
package io.carillon.local.testing;

import org.jspecify.annotations.NullMarked;
