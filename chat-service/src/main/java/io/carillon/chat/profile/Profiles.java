package io.carillon.chat.profile;

import io.carillon.chat.domain.Audience;
import io.carillon.chat.domain.ConversationKind;
import io.carillon.chat.domain.ConversationKinds;
import io.carillon.chat.domain.NameTemplate;
import io.carillon.chat.profile.ProfilesConfig.FieldsConfig;
import io.carillon.chat.profile.ProfilesConfig.KindConfig;
import io.carillon.chat.profile.ProfilesConfig.ProfileConfig;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The profiles as configured. A profile that cannot work stops the start with its name and what to
/// change.
@Startup
@ApplicationScoped
public class Profiles {

  private final Map<String, Profile> byName = new HashMap<>();
  private final Map<String, Profile> byApp = new HashMap<>();
  private final Profile standard;

  @Inject
  Profiles(ProfilesConfig config) {
    config.profiles().forEach((name, profile) -> byName.put(name, read(name, profile)));
    config.profileOf().forEach((app, name) -> byApp.put(app, known(name)));
    standard = known(config.standard());
  }

  public Profile of(String app) {
    return byApp.getOrDefault(app, standard);
  }

  private Profile known(String name) {
    var profile = byName.get(name);
    if (profile == null) {
      throw new IllegalStateException(
          "there is no chat profile '%s': define carillon.chat.faces.profiles.%s or use one of %s"
              .formatted(name, name, byName.keySet()));
    }
    return profile;
  }

  private static Profile read(String name, ProfileConfig config) {
    try {
      var kinds = config.conversations().stream().map(Profiles::kind).toList();
      return new Profile(
          name,
          fields(config.fields()),
          config.events().message(),
          config.events().typing(),
          new ConversationKinds(kinds, config.reservedChannels().orElse(List.of())),
          onlyConversation(config, kinds));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "carillon.chat.faces.profiles.%s: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static Optional<String> onlyConversation(
      ProfileConfig config, List<ConversationKind> kinds) {
    if (config.fields().conversation().isPresent()) {
      return Optional.empty();
    }
    if (kinds.size() != 1 || kinds.getFirst().names().open()) {
      throw new IllegalArgumentException(
          "without fields.conversation there must be one kind of conversation, without {id}");
    }
    return Optional.of(kinds.getFirst().names().prefix());
  }

  private static ConversationKind kind(KindConfig config) {
    var audience =
        switch (config.audience()) {
          case SIGNED_IN -> new Audience.SignedIn(config.claim());
          case MEMBERS -> new Audience.Members();
        };
    return new ConversationKind(
        NameTemplate.parse(config.name()), NameTemplate.parse(config.channel()), audience);
  }

  private static FieldNames fields(FieldsConfig config) {
    return new FieldNames(
        config.id(),
        config.conversation(),
        config.content(),
        config.senderId(),
        config.senderName(),
        config.senderAvatar(),
        config.createdAt(),
        config.sequence(),
        config.clientMessageId(),
        config.replyTo(),
        config.attachments());
  }
}
