package io.carillon.events;

import io.cloudevents.CloudEvent;
import java.time.Instant;

/// What the presence domain tells other services.
public final class PresenceEvents {
  public static final String SOURCE = "/carillon/presence";
  public static final String VIEWER_COUNT_CHANGED = "io.carillon.presence.viewer-count-changed";

  private PresenceEvents() {}

  /// The item has this many viewers now; `version` grows with each change of the item.
  public record ViewerCountChanged(String app, String item, long version, long viewers) {}

  public static CloudEvent viewerCountChanged(ViewerCountChanged changed, Instant time) {
    String subject = changed.app() + "/" + changed.item();
    return DomainEvents.of(
        SOURCE, VIEWER_COUNT_CHANGED, subject, subject + "#" + changed.version(), time, changed);
  }
}
