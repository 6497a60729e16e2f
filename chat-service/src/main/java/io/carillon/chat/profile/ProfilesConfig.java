package io.carillon.chat.profile;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The faces that this service shows, and which app sees which.
@ConfigMapping(prefix = "carillon.chat.faces")
interface ProfilesConfig {

  /// The profile of every app that `profile-of` does not name.
  @WithDefault("workspace")
  String standard();

  /// Profile names by app id.
  Map<String, String> profileOf();

  Map<String, ProfileConfig> profiles();

  interface ProfileConfig {

    FieldsConfig fields();

    EventsConfig events();

    /// Asked in order: the first whose name fits takes the conversation.
    List<KindConfig> conversations();

    /// Conversations never speak on channels that begin so. Without them, whoever sends a first
    /// message could speak on another user's own channel.
    @WithDefault("private-encrypted-,private-user-")
    Optional<List<String>> reservedChannels();
  }

  /// Field names in requests, answers and events. One that is set to nothing is left out.
  interface FieldsConfig {

    @WithDefault("id")
    String id();

    /// Left out where the profile has a single conversation.
    @WithDefault("channelId")
    Optional<String> conversation();

    @WithDefault("content")
    String content();

    @WithDefault("senderId")
    String senderId();

    @WithDefault("senderName")
    String senderName();

    @WithDefault("senderAvatar")
    Optional<String> senderAvatar();

    @WithDefault("createdAt")
    String createdAt();

    @WithDefault("sequence")
    Optional<String> sequence();

    @WithDefault("clientMessageId")
    Optional<String> clientMessageId();

    @WithDefault("replyTo")
    Optional<String> replyTo();

    @WithDefault("attachments")
    Optional<String> attachments();
  }

  interface EventsConfig {

    @WithDefault("new-message")
    String message();

    @WithDefault("user-typing")
    String typing();
  }

  /// One kind of conversation: `{id}` in its name stands for the same as in its channel.
  interface KindConfig {

    String name();

    String channel();

    AudienceName audience();

    /// With `signed-in`: a claim of the token that, when present, must list the `{id}`.
    Optional<String> claim();
  }

  enum AudienceName {
    SIGNED_IN,
    MEMBERS
  }
}
