package io.carillon.gateway.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.apps.App;
import io.carillon.gateway.api.Answers;
import io.carillon.gateway.api.ApiGate;
import io.carillon.gateway.api.Json;
import io.carillon.gateway.api.Problem;
import io.carillon.gateway.webhook.WebhookDeadLetters.Letter;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/// `GET /apps/{id}/webhooks/dead-letters` and `POST …/dead-letters/replay?ids=1,2`, signed by the
/// app as its triggers are: what could not be delivered, and to have it delivered again.
///
/// Off the event loop, because Kafka is read for it; few at once, because that may take long.
@Path("/apps/{app}/webhooks/dead-letters")
public class DeadLettersResource {
  private static final Logger LOG = Logger.getLogger(DeadLettersResource.class);
  private static final int CALLS_MAX = 2;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final byte[] NO_BODY = {};

  private final ApiGate gate;
  private final WebhookDeadLetters letters;
  private final Semaphore calls = new Semaphore(CALLS_MAX);

  DeadLettersResource(ApiGate gate, Webhooks webhooks) {
    this.gate = gate;
    this.letters = webhooks.deadLetters();
  }

  @GET
  @Blocking
  public Response list(@PathParam("app") String appId, @Context HttpServerRequest request) {
    return switch (gate.admit(appId, request, NO_BODY)) {
      case ApiGate.Admission.Rejected(var problem) -> Answers.problem(problem, request);
      case ApiGate.Admission.Admitted(var app, _) ->
          within(request, () -> Answers.json(json(letters.list(app.id()))));
    };
  }

  @POST
  @Path("/replay")
  @Blocking
  public Response replay(
      @PathParam("app") String appId, byte[] body, @Context HttpServerRequest request) {
    return switch (gate.admit(appId, request, body)) {
      case ApiGate.Admission.Rejected(var problem) -> Answers.problem(problem, request);
      case ApiGate.Admission.Admitted(var app, var params) ->
          replay(app, params.getOrDefault("ids", ""), request);
    };
  }

  private Response replay(App app, String ids, HttpServerRequest request) {
    List<Long> wanted;
    try {
      wanted =
          ids.isEmpty() ? List.of() : Arrays.stream(ids.split(",", -1)).map(Long::valueOf).toList();
    } catch (NumberFormatException e) {
      return Answers.problem(
          Problem.badRequest(
              "invalid-ids",
              "`ids` must be numbers with commas between them, as the list has them"),
          request);
    }
    return within(request, () -> Answers.json(replayed(letters.replay(app.id(), wanted))));
  }

  @FunctionalInterface
  private interface Call {
    Response make() throws InterruptedException;
  }

  private Response within(HttpServerRequest request, Call call) {
    if (!calls.tryAcquire()) {
      return unavailable(request, "too many ask for dead letters at once");
    }
    try {
      return call.make();
    } catch (KafkaException | IllegalStateException e) {
      LOG.warnf("Dead letters could not be reached: %s", e.toString());
      return unavailable(request, "the dead letters cannot be reached now");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unavailable(request, "the gateway stops");
    } finally {
      calls.release();
    }
  }

  private static Response unavailable(HttpServerRequest request, String why) {
    return Answers.problem(
        Problem.unavailable("dead-letters-unavailable", why + ": try again later", RETRY_AFTER),
        request);
  }

  private static String json(List<Letter> letters) {
    return Json.text(json -> {
      json.writeStartObject();
      json.writeArrayFieldStart("letters");
      for (Letter letter : letters) {
        json.writeStartObject();
        json.writeNumberField("id", letter.id());
        json.writeNumberField("time_ms", letter.time());
        json.writeStringField("url", letter.delivery().target());
        json.writeStringField("reason", letter.why().reason());
        json.writeStringField("detail", letter.why().detail());
        json.writeFieldName("event");
        json.writeRawValue(new String(letter.delivery().json(), UTF_8));
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private static String replayed(List<Long> ids) {
    return Json.text(json -> {
      json.writeStartObject();
      json.writeArrayFieldStart("replayed");
      for (long id : ids) {
        json.writeNumber(id);
      }
      json.writeEndArray();
      json.writeEndObject();
    });
  }
}
