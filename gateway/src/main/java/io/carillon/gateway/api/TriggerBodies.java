package io.carillon.gateway.api;

import io.carillon.apps.AppLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The bodies by which servers trigger events. A body is right as a whole or refused as a whole.
final class TriggerBodies {
  /// What an app's own limit cannot go above: a body is held in memory while it is read.
  private static final long BATCH_EVENTS_MAX = 1_000;

  private TriggerBodies() {}

  /// The body of `POST /events`: one event to one or several channels.
  static Reading<List<EventRequest>> event(byte[] body, AppLimits limits) {
    return BodyReader.read(body, reader -> List.of(EventDraft.read(reader).checked(limits)));
  }

  /// The body of `POST /batch_events`: events in order, each to its channel.
  static Reading<List<EventRequest>> batch(byte[] body, AppLimits limits) {
    return BodyReader.read(body, reader -> batch(reader, limits));
  }

  private static List<EventRequest> batch(BodyReader body, AppLimits limits)
      throws IOException, WrongBody {
    List<EventDraft> drafts = null;
    while (body.nextMember()) {
      if (body.name().equals("batch")) {
        drafts =
            body.objects((int) Math.min(limits.batchEvents(), BATCH_EVENTS_MAX), EventDraft::read);
      } else {
        body.skip();
      }
    }
    if (drafts == null) {
      throw new WrongBody("missing-member", "`batch` is missing: it must be a list of events");
    }
    var events = new ArrayList<EventRequest>(drafts.size());
    for (var draft : drafts) {
      events.add(draft.checked(limits));
    }
    return events;
  }
}
