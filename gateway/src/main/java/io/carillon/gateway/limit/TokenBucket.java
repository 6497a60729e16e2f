package io.carillon.gateway.limit;

/// Lets so many through at once and so many a second after that. Not thread-safe.
public final class TokenBucket {
  private static final long MILLIS = 1000;

  private final int burst;
  private final int perSecond;
  private long tokens;
  private long filledAt;

  /// @param nowMillis any clock that only moves forward
  public TokenBucket(int burst, int perSecond, long nowMillis) {
    this.burst = burst;
    this.perSecond = perSecond;
    this.tokens = burst * MILLIS;
    this.filledAt = nowMillis;
  }

  /// Takes one. @return false when there is none
  public boolean take(long nowMillis) {
    if (!holdsOne(nowMillis)) {
      return false;
    }
    tokens -= MILLIS;
    return true;
  }

  /// Whether there is one to take.
  boolean holdsOne(long nowMillis) {
    tokens = Math.min(burst * MILLIS, tokens + (nowMillis - filledAt) * perSecond);
    filledAt = nowMillis;
    return tokens >= MILLIS;
  }

  /// Tokens a second, for one whose rate was changed meanwhile.
  public int perSecond() {
    return perSecond;
  }
}
