package io.carillon.gateway.api;

import io.carillon.apps.App;
import io.carillon.events.ChannelEvent;
import io.carillon.gateway.api.ApiGate.Admission.Admitted;
import io.carillon.gateway.api.ApiGate.Admission.Rejected;
import io.carillon.gateway.api.Reading.Broken;
import io.carillon.gateway.api.Reading.Read;
import io.carillon.gateway.limit.Limits;
import io.carillon.gateway.limit.MessageQuota;
import io.carillon.gateway.limit.MessageQuota.Permit;
import io.carillon.gateway.publish.PublishOutcome;
import io.carillon.gateway.publish.Publisher;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/// A server's trigger from its request to its answer: admitted, read whole, published, answered
/// when the log has it.
@Singleton
final class Triggers {
  private final ApiGate gate;
  private final GzipBodies bodies;
  private final Publisher publisher;
  private final PublishAnswers answers;
  private final MessageQuota quota;

  Triggers(
      ApiGate gate, GzipBodies bodies, Publisher publisher, PublishAnswers answers, Limits limits) {
    this.gate = gate;
    this.bodies = bodies;
    this.quota = limits.messages();
    this.publisher = publisher;
    this.answers = answers;
  }

  /// Makes checked events of a request that speaks for the app.
  @FunctionalInterface
  interface Shape {
    Reading<List<EventRequest>> of(byte[] body, App app, Map<String, String> params);
  }

  /// One kind of trigger.
  ///
  /// @param shape what its body is
  /// @param answer what follows acceptance
  record Kind(Shape shape, BiFunction<App, List<EventRequest>, Response> answer) {}

  Uni<Response> take(String appId, HttpServerRequest request, byte[] body, Kind kind) {
    return switch (gate.admit(appId, request, body)) {
      case Rejected(var problem) -> refused(problem, request);
      case Admitted(var app, var params) ->
          switch (bodies.plain(request, body, plain -> kind.shape.of(plain, app, params))) {
            case Broken(var problem) -> refused(problem, request);
            case Read(var events) -> publish(app, events, request, kind);
          };
    };
  }

  private Uni<Response> publish(
      App app, List<EventRequest> requests, HttpServerRequest request, Kind kind) {
    return switch (IdempotencyKey.of(request)) {
      case Broken(var problem) -> refused(problem, request);
      case Read(var key) -> {
        var events = records(app, requests, key);
        yield events.isEmpty()
            ? Uni.createFrom().item(Answers.done())
            : publish(app, events, request, () -> kind.answer.apply(app, requests));
      }
    };
  }

  private Uni<Response> publish(
      App app, List<ChannelEvent> events, HttpServerRequest request, Supplier<Response> done) {
    return switch (quota.take(app, events.size())) {
      case MessageQuota.Outcome.Refused(var refusal) -> refused(LimitProblems.of(refusal), request);
      case MessageQuota.Outcome.Granted(var permit) ->
          publisher
              .publish(events)
              .invoke(outcome -> giveBackUnlessAccepted(permit, outcome))
              .map(outcome -> answers.answer(outcome, request, done));
    };
  }

  private static void giveBackUnlessAccepted(Permit permit, PublishOutcome outcome) {
    if (!(outcome instanceof PublishOutcome.Accepted)) {
      permit.giveBack();
    }
  }

  private static List<ChannelEvent> records(
      App app, List<EventRequest> requests, Optional<IdempotencyKey> key) {
    var events = new ArrayList<ChannelEvent>(requests.size());
    for (int place = 0; place < requests.size(); place++) {
      int at = place;
      requests.get(at).addTo(events, app.id(), key.map(whole -> whole.part(at)).orElse(null));
    }
    return events;
  }

  private static Uni<Response> refused(Problem problem, HttpServerRequest request) {
    return Uni.createFrom().item(Answers.problem(problem, request));
  }
}
