package io.carillon.apps;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.apps.Fields.Wrong;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/// An app's settings as JSON: one form for the file and the topic, which differ in the keys alone.
final class AppJson {
  static final Set<String> KNOWN = known();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> KNOWN_LIMITS =
      Set.of(
          "connections",
          "messagesPerDay",
          "messagesPerSecond",
          "apiCallsPerSecond",
          "clientEventsPerSecond",
          "subscriptionsPerConnection",
          "channels",
          "presenceMembers",
          "eventBytes",
          "batchEvents");

  private AppJson() {}

  static App read(Fields app, List<AppKey> keys) throws Wrong {
    var id = app.text("id");
    var name = app.optionalText("name");
    var webhooks = new ArrayList<WebhookTarget>();
    for (var webhook : app.objects("webhooks")) {
      webhooks.add(webhook(webhook));
    }
    var limits = app.optionalObject("limits");
    var users = app.optionalObject("users");
    try {
      return new App(
          id,
          name == null ? id : name,
          keys,
          features(app),
          app.flag("paused"),
          webhooks,
          app.texts("origins"),
          limits == null ? AppLimits.DEFAULT : limits(limits),
          users == null ? null : users(users));
    } catch (IllegalArgumentException e) {
      throw app.wrong(String.valueOf(e.getMessage()));
    }
  }

  /// Everything but the keys.
  static ObjectNode write(App app) {
    var json = JSON.createObjectNode();
    json.put("id", app.id());
    json.put("name", app.name());
    for (var feature : Feature.values()) {
      json.put(feature.field(), app.has(feature));
    }
    json.put("paused", app.paused());
    var webhooks = json.putArray("webhooks");
    for (var webhook : app.webhooks()) {
      var each = webhooks.addObject();
      each.put("url", webhook.url().toString());
      webhook.events().forEach(each.putArray("events")::add);
      each.put("channelPrefix", webhook.channelPrefix());
      each.put("batched", webhook.batched());
    }
    app.origins().forEach(json.putArray("origins")::add);
    json.set("limits", write(app.limits()));
    var users = app.users();
    if (users != null) {
      json.putObject("users").put("issuer", users.issuer()).put("audience", users.audience());
    }
    return json;
  }

  private static Set<String> known() {
    var known =
        new HashSet<>(Set.of("id", "name", "paused", "webhooks", "origins", "limits", "users"));
    for (var feature : Feature.values()) {
      known.add(feature.field());
    }
    return Set.copyOf(known);
  }

  private static Set<Feature> features(Fields app) throws Wrong {
    var features = EnumSet.noneOf(Feature.class);
    for (var feature : Feature.values()) {
      if (app.flag(feature.field())) {
        features.add(feature);
      }
    }
    return features;
  }

  private static WebhookTarget webhook(Fields webhook) throws Wrong {
    webhook.known(Set.of("url", "events", "channelPrefix", "batched"));
    try {
      return new WebhookTarget(
          new URI(webhook.text("url")),
          webhook.texts("events"),
          webhook.optionalText("channelPrefix"),
          webhook.flag("batched"));
    } catch (URISyntaxException e) {
      throw webhook.wrong("url", "must be an http or https address");
    } catch (IllegalArgumentException e) {
      throw webhook.wrong(String.valueOf(e.getMessage()));
    }
  }

  private static UserIssuer users(Fields users) throws Wrong {
    users.known(Set.of("issuer", "audience"));
    try {
      return new UserIssuer(users.text("issuer"), users.optionalText("audience"));
    } catch (IllegalArgumentException e) {
      throw users.wrong(String.valueOf(e.getMessage()));
    }
  }

  private static AppLimits limits(Fields limits) throws Wrong {
    limits.known(KNOWN_LIMITS);
    var byDefault = AppLimits.DEFAULT;
    try {
      return new AppLimits(
          limit(limits, "connections", byDefault.connections()),
          limit(limits, "messagesPerDay", byDefault.messagesPerDay()),
          limit(limits, "messagesPerSecond", byDefault.messagesPerSecond()),
          limit(limits, "apiCallsPerSecond", byDefault.apiCallsPerSecond()),
          limit(limits, "clientEventsPerSecond", byDefault.clientEventsPerSecond()),
          limit(limits, "subscriptionsPerConnection", byDefault.subscriptionsPerConnection()),
          limit(limits, "channels", byDefault.channels()),
          limit(limits, "presenceMembers", byDefault.presenceMembers()),
          limit(limits, "eventBytes", byDefault.eventBytes()),
          limit(limits, "batchEvents", byDefault.batchEvents()));
    } catch (IllegalArgumentException e) {
      throw limits.wrong(String.valueOf(e.getMessage()));
    }
  }

  // Absent is the default, null is no limit.
  private static long limit(Fields limits, String name, long byDefault) throws Wrong {
    return limits.isNull(name) ? AppLimits.NONE : limits.number(name, byDefault);
  }

  static ObjectNode write(AppLimits limits) {
    var json = JSON.createObjectNode();
    BiConsumer<String, Long> put =
        (name, limit) -> json.put(name, limit == AppLimits.NONE ? null : limit);
    put.accept("connections", limits.connections());
    put.accept("messagesPerDay", limits.messagesPerDay());
    put.accept("messagesPerSecond", limits.messagesPerSecond());
    put.accept("apiCallsPerSecond", limits.apiCallsPerSecond());
    put.accept("clientEventsPerSecond", limits.clientEventsPerSecond());
    put.accept("subscriptionsPerConnection", limits.subscriptionsPerConnection());
    put.accept("channels", limits.channels());
    put.accept("presenceMembers", limits.presenceMembers());
    put.accept("eventBytes", limits.eventBytes());
    put.accept("batchEvents", limits.batchEvents());
    return json;
  }
}
