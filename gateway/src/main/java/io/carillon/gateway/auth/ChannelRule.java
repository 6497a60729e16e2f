package io.carillon.gateway.auth;

import java.util.Map;

/// Who may subscribe to the channels of one pattern, and as whom.
record ChannelRule(ChannelPattern channels, Allow allow, MemberIdentity user) {
  ChannelRule {
    if (allow instanceof Allow.Subject && channels.places().isEmpty()) {
      throw new IllegalArgumentException(
          "a subject rule compares a place of the name, like {sub}: " + channels.text());
    }
  }

  static ChannelRule of(String channels, String allow, String user) {
    return new ChannelRule(
        ChannelPattern.of(channels), Allow.parse(allow), MemberIdentity.parse(user));
  }

  /// A rule for one channel's name: itself, and what stands in the pattern's open places.
  record Fitting(ChannelRule rule, Map<String, String> places) {
    Fitting {
      places = Map.copyOf(places);
    }
  }
}
