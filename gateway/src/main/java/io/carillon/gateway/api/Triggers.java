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
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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

  /// What stands in a request's query.
  ///
  /// @param params decoded
  /// @param raw as it was sent
  record Query(Map<String, String> params, @Nullable String raw) {}

  /// Makes checked events of a request that speaks for the app.
  @FunctionalInterface
  interface Shape {
    Reading<List<EventRequest>> of(byte[] body, App app, Query query);
  }

  /// One kind of trigger.
  ///
  /// @param shape what its body is
  /// @param answer what follows acceptance
  record Kind(Shape shape, BiFunction<App, List<EventRequest>, Response> answer) {}

  /// @param answer called once, on this thread or on the log's
  void take(
      String appId, HttpServerRequest request, byte[] body, Kind kind, Consumer<Response> answer) {
    switch (gate.admit(appId, request, body)) {
      case Rejected(var problem) -> answer.accept(Answers.problem(problem, request));
      case Admitted(var app, var params) -> {
        var query = new Query(params, request.query());
        switch (bodies.plain(request, body, plain -> kind.shape.of(plain, app, query))) {
          case Broken(var problem) -> answer.accept(Answers.problem(problem, request));
          case Read(var events) -> publish(app, events, request, kind, answer);
        }
      }
    }
  }

  private void publish(
      App app,
      List<EventRequest> requests,
      HttpServerRequest request,
      Kind kind,
      Consumer<Response> answer) {
    switch (IdempotencyKey.of(request)) {
      case Broken(var problem) -> answer.accept(Answers.problem(problem, request));
      case Read(var key) -> {
        var events = records(app, requests, key);
        if (events.isEmpty()) {
          answer.accept(Answers.done());
        } else {
          publish(app, events, request, () -> kind.answer.apply(app, requests), answer);
        }
      }
    }
  }

  private void publish(
      App app,
      List<ChannelEvent> events,
      HttpServerRequest request,
      Supplier<Response> done,
      Consumer<Response> answer) {
    switch (quota.take(app, events.size())) {
      case MessageQuota.Outcome.Refused(var refusal) ->
          answer.accept(Answers.problem(LimitProblems.of(refusal), request));
      case MessageQuota.Outcome.Granted(var permit) ->
          publisher.publish(
              events,
              outcome -> {
                giveBackUnlessAccepted(permit, outcome);
                answer.accept(answers.answer(outcome, request, done));
              });
    }
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
}
