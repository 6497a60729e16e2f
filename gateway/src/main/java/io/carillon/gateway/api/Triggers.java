package io.carillon.gateway.api;

import io.carillon.apps.App;
import io.carillon.apps.AppLimits;
import io.carillon.events.ChannelEvent;
import io.carillon.gateway.api.ApiGate.Admission.Admitted;
import io.carillon.gateway.api.ApiGate.Admission.Rejected;
import io.carillon.gateway.api.Reading.Broken;
import io.carillon.gateway.api.Reading.Read;
import io.carillon.gateway.publish.Publisher;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/// A server's trigger from its request to its answer: admitted, read whole, published, answered
/// when the log has it.
@Singleton
final class Triggers {
  private final ApiGate gate;
  private final Publisher publisher;
  private final PublishAnswers answers;

  Triggers(ApiGate gate, Publisher publisher, PublishAnswers answers) {
    this.gate = gate;
    this.publisher = publisher;
    this.answers = answers;
  }

  /// One kind of trigger.
  ///
  /// @param read the body as checked events
  /// @param answer the JSON that follows acceptance
  record Kind(
      BiFunction<byte[], AppLimits, Reading<List<EventRequest>>> read,
      BiFunction<App, List<EventRequest>, String> answer) {}

  Uni<Response> take(String appId, HttpServerRequest request, byte[] body, Kind kind) {
    return switch (gate.admit(appId, request, body)) {
      case Rejected(var problem) -> refused(problem, request);
      case Admitted(var app, _) ->
          switch (kind.read().apply(body, app.limits())) {
            case Broken(var problem) -> refused(problem, request);
            case Read(var events) -> publish(app, events, request, kind);
          };
    };
  }

  private Uni<Response> publish(
      App app, List<EventRequest> requests, HttpServerRequest request, Kind kind) {
    var events = new ArrayList<ChannelEvent>(requests.size());
    for (var each : requests) {
      each.addTo(events, app.id());
    }
    if (events.isEmpty()) {
      return Uni.createFrom().item(Answers.done());
    }
    return publisher
        .publish(events)
        .map(outcome -> answers.answer(outcome, request, () -> kind.answer().apply(app, requests)));
  }

  private static Uni<Response> refused(Problem problem, HttpServerRequest request) {
    return Uni.createFrom().item(Answers.problem(problem, request));
  }
}
