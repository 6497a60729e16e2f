package io.carillon.presence.api;

import io.carillon.entrance.problem.InvalidRequest;
import io.carillon.events.ChannelKey;
import io.carillon.presence.PresenceConfig;
import io.carillon.protocol.ChannelName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/// How items are named in requests, and what an id may be: what a channel's name may hold.
@ApplicationScoped
class ItemNames {
  private final String field;
  private final String viewerChannels;
  private final int idLengthMax;

  @Inject
  ItemNames(PresenceConfig config) {
    var profile = config.profile();
    this.field = profile.idField();
    this.viewerChannels = profile.viewerChannels();
    this.idLengthMax =
        ChannelName.LENGTH_MAX
            - Math.max(viewerChannels.length(), profile.countChannels().length());
  }

  String field() {
    return field;
  }

  /// The id itself, when it is legal.
  String legal(String id) {
    if (id.isEmpty() || id.length() > idLengthMax) {
      throw InvalidRequest.field(
          field, "has %d characters; send 1 to %d".formatted(id.length(), idLengthMax));
    }
    try {
      var _ = new ChannelName(viewerChannels + id);
    } catch (IllegalArgumentException e) {
      throw InvalidRequest.field(
          field, "has a character that channels cannot have; use A-Z a-z 0-9 _ - = @ , . ;");
    }
    return id;
  }

  /// The item that a legal id names.
  ChannelKey item(String app, String id) {
    return new ChannelKey(app, viewerChannels + id);
  }
}
