package io.carillon.gateway.limit;

import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.OptionalInt;
import java.util.concurrent.atomic.LongAdder;

/// What one address may ask of this gateway in a time: new sockets, and signatures that are wrong.
/// Of one gateway alone: an address that reaches several has so much on each.
///
/// So many addresses are held; those unheard of for longest go first. Thread-safe; the lock is held
/// for a look into a map.
public final class AddressLimits {
  private final Buckets connections;
  private final Buckets failures;
  private final InstantSource clock;
  private final LongAdder refusedConnections = new LongAdder();
  private final LongAdder refusedCallers = new LongAdder();

  AddressLimits(LimitConfig config, InstantSource clock) {
    this.connections =
        new Buckets(
            config.connections().perSecond(), config.connections().burst(), config.addressesMax());
    this.failures =
        new Buckets(
            config.authFailures().perSecond(),
            config.authFailures().burst(),
            config.addressesMax());
    this.clock = clock;
  }

  /// A new socket. @return false when it is one too many
  public boolean connects(String address) {
    boolean may = connections.take(address, clock.millis());
    if (!may) {
      refusedConnections.increment();
    }
    return may;
  }

  /// Whether a signature of this address is looked at.
  public boolean mayAuthenticate(String address) {
    boolean may = failures.hasOne(address, clock.millis());
    if (!may) {
      refusedCallers.increment();
    }
    return may;
  }

  /// A signature was wrong. @return false when that was one too many
  public boolean failed(String address) {
    return failures.take(address, clock.millis());
  }

  /// Sockets that were one too many.
  public long refusedConnections() {
    return refusedConnections.sum();
  }

  /// Requests and sockets that were refused for signatures before them.
  public long refusedCallers() {
    return refusedCallers.sum();
  }

  /// Addresses that are remembered.
  public int size() {
    return connections.size() + failures.size();
  }

  /// One bucket for each address.
  private static final class Buckets {
    private final OptionalInt perSecond;
    private final int burst;
    private final int addressesMax;
    private final LinkedHashMap<String, TokenBucket> buckets = new LinkedHashMap<>(64, 0.75f, true);

    Buckets(OptionalInt perSecond, int burst, int addressesMax) {
      this.perSecond = perSecond;
      this.burst = burst;
      this.addressesMax = addressesMax;
    }

    synchronized boolean take(String address, long now) {
      if (perSecond.isEmpty()) {
        return true;
      }
      TokenBucket bucket =
          buckets.computeIfAbsent(address, a -> new TokenBucket(burst, perSecond.getAsInt(), now));
      if (buckets.size() > addressesMax) {
        Iterator<String> eldest = buckets.keySet().iterator();
        eldest.next();
        eldest.remove();
      }
      return bucket.take(now);
    }

    /// One that is not held has all of its tokens.
    synchronized boolean hasOne(String address, long now) {
      TokenBucket bucket = perSecond.isEmpty() ? null : buckets.get(address);
      return bucket == null || bucket.holdsOne(now);
    }

    synchronized int size() {
      return buckets.size();
    }
  }
}
