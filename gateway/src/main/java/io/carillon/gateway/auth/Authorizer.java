package io.carillon.gateway.auth;

import io.carillon.apps.AppKey;
import io.carillon.gateway.EnvironmentConfig;
import io.carillon.gateway.api.Json;
import io.carillon.gateway.api.Problem;
import io.carillon.gateway.auth.AccessDecision.Decision;
import io.carillon.gateway.auth.AppChoice.Choice;
import io.carillon.gateway.auth.Caller.Unverified;
import io.carillon.protocol.ChannelData;
import io.carillon.protocol.ChannelName;
import io.carillon.protocol.Signatures;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Signs what a caller may do: subscribe to a channel, or sign a connection in.
@Singleton
class Authorizer {
  private static final Logger LOG = Logger.getLogger(Authorizer.class);

  private final ChannelRules rules;
  private final AccessDecision access;
  private final AppChoice apps;

  /// What came of a request.
  sealed interface Outcome {
    /// The answer that the client library expects.
    record Signed(String json) implements Outcome {}

    record Refused(Problem problem) implements Outcome {}
  }

  @Inject
  Authorizer(
      AuthConfig config, EnvironmentConfig environment, AppChoice apps, AccessQuestion service) {
    this(ChannelRules.of(config.rules(), environment.development()), apps, service);
    if (rules.asks() && config.askUrl().isEmpty()) {
      LOG.warn("A rule asks a service, and carillon.auth.ask-url names none: it denies everybody");
    }
  }

  Authorizer(ChannelRules rules, AppChoice apps, AccessQuestion service) {
    this.rules = rules;
    this.apps = apps;
    this.access = new AccessDecision(service);
  }

  /// A subscription to the form's channel.
  Uni<Outcome> subscription(AuthForm form, Caller caller, @Nullable String origin) {
    var given = form.channel();
    if (given == null) {
      return refused(
          Problem.badRequest("missing-member", "`channel_name` is missing: name the channel"));
    }
    ChannelName channel;
    try {
      channel = new ChannelName(given);
    } catch (IllegalArgumentException e) {
      return refused(
          Problem.badRequest("invalid-channel", Problem.shown(String.valueOf(e.getMessage()))));
    }
    var unfit = unfit(channel);
    if (unfit != null) {
      return refused(unfit);
    }
    return switch (apps.choose(form.key(), caller.userOrNull(), origin)) {
      case Choice.Refused(var problem) -> refused(problem);
      case Choice.Chosen(_, var key) -> subscription(form, caller, channel, key);
    };
  }

  /// A sign-in of the form's connection as the caller.
  Outcome signIn(AuthForm form, Caller caller, @Nullable String origin) {
    if (caller instanceof Unverified(var problem)) {
      return new Outcome.Refused(problem);
    }
    var user = caller.userOrNull();
    if (user == null) {
      return new Outcome.Refused(AccessDecision.missingToken());
    }
    if (user.subject().length() > ChannelName.USER_ID_LENGTH_MAX) {
      return new Outcome.Refused(tooLong(user, "a user's id", ChannelName.USER_ID_LENGTH_MAX));
    }
    return switch (apps.choose(form.key(), user, origin)) {
      case Choice.Refused(var problem) -> new Outcome.Refused(problem);
      case Choice.Chosen(_, var key) -> {
        var data = UserJson.signIn(user);
        yield signed(key, Signatures.user(key.secret(), form.socket(), data), "user_data", data);
      }
    };
  }

  private Uni<Outcome> subscription(AuthForm form, Caller caller, ChannelName channel, AppKey key) {
    var rule = rules.find(channel.value());
    if (rule.isEmpty()) {
      return refused(
          Problem.of(
              403, "no-rule", "No rule of carillon.auth.rules fits %s".formatted(channel.value())));
    }
    return access
        .decide(rule.get(), caller, channel.value())
        .map(decision ->
            switch (decision) {
              case Decision.Denied(var problem) -> new Outcome.Refused(problem);
              case Decision.Allowed _ ->
                  sign(form, caller.userOrNull(), channel, rule.get().rule(), key);
            });
  }

  private static Outcome sign(
      AuthForm form, @Nullable User user, ChannelName channel, ChannelRule rule, AppKey key) {
    if (!channel.kind().presence()) {
      return signed(
          key,
          Signatures.channel(key.secret(), form.socket(), channel.value(), null),
          "channel_data",
          null);
    }
    if (rule.user() == MemberIdentity.SUBJECT && user == null) {
      return new Outcome.Refused(AccessDecision.missingToken());
    }
    if (user != null && user.subject().length() > ChannelData.USER_ID_LENGTH_MAX) {
      return new Outcome.Refused(tooLong(user, "a member's id", ChannelData.USER_ID_LENGTH_MAX));
    }
    var data = member(form, user, rule);
    return signed(
        key,
        Signatures.channel(key.secret(), form.socket(), channel.value(), data),
        "channel_data",
        data);
  }

  private static Problem tooLong(User user, String what, int lengthMax) {
    return Problem.of(
        403,
        "subject-too-long",
        "The token's subject has %d characters, %s at most %d"
            .formatted(user.subject().length(), what, lengthMax));
  }

  private static String member(AuthForm form, @Nullable User user, ChannelRule rule) {
    if (rule.user() == MemberIdentity.SUBJECT && user != null) {
      return UserJson.member(user);
    }
    var session = form.session();
    return UserJson.session(session == null ? form.socket().value() : session);
  }

  private static @Nullable Problem unfit(ChannelName channel) {
    if (!channel.kind().authorized()) {
      return Problem.badRequest(
          "no-authorization-needed",
          "%s is no private or presence channel: subscribe without authorization"
              .formatted(Problem.shown(channel.value())));
    }
    if (channel.kind().encrypted()) {
      return Problem.of(
          403,
          "encrypted-channel",
          "Encrypted channels are authorized by the app's own server, which alone has their key");
    }
    return null;
  }

  private static Outcome signed(
      AppKey key, String signature, String dataName, @Nullable String data) {
    return new Outcome.Signed(
        Json.text(json -> {
          json.writeStartObject();
          json.writeStringField("auth", key.key() + ":" + signature);
          if (data != null) {
            json.writeStringField(dataName, data);
          }
          json.writeEndObject();
        }));
  }

  private static Uni<Outcome> refused(Problem problem) {
    return Uni.createFrom().item(new Outcome.Refused(problem));
  }
}
