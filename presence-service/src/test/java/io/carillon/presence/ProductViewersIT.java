package io.carillon.presence;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.carillon.events.ChannelEvent;
import io.carillon.events.ChannelKey;
import io.carillon.events.MembershipRecord.Gone;
import io.carillon.events.MembershipRecord.Left;
import io.carillon.events.MembershipRecord.Member;
import io.carillon.local.testing.LocalParts;
import io.carillon.presence.domain.Sighting;
import io.carillon.presence.store.LastSeenStore;
import io.carillon.protocol.Signatures;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "topics", value = ProductViewersIT.TOPICS))
class ProductViewersIT {
  static final String TOPICS = "viewers.";

  private static final String PATH = "/api/product-viewers";
  private static final Duration SOON = Duration.ofSeconds(10);

  private final String product = "p-" + UUID.randomUUID();
  // Actions are limited by user, so each test has users of its own.
  private final String ana = "ana-" + product;
  private final String bo = "bo-" + product;
  private final ChannelKey viewers = new ChannelKey("app-id", "presence-product-" + product);
  @Inject LastSeenStore lastSeen;
  private LogOfTest log;

  @BeforeEach
  void ready() {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    log = LogOfTest.from(LocalParts.kafka().bootstrapServers(), TOPICS);
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  @DisplayName("R95 joining and leaving answers with the count, and reading gives the same")
  void joinsAndLeavesAnswerWithTheCount() {
    // Given
    act("join", quoted(product), ana).statusCode(200).body("viewerCount", equalTo(1));
    act("join", quoted(product), bo).statusCode(200).body("viewerCount", equalTo(2));

    // When
    act("leave", quoted(product), ana).statusCode(200).body("viewerCount", equalTo(1));

    // Then
    given().get(PATH + "?productId=" + product).then().body("viewerCount", equalTo(1));
  }

  @Test
  @DisplayName("R95 the number 42 and the text \"42\" are one product")
  void numberAndTextAreOneProduct() {
    // Given
    int number = UUID.randomUUID().hashCode() & 0x7fff_ffff;
    act("join", Integer.toString(number), ana).body("viewerCount", equalTo(1));

    // When
    act("join", quoted(Integer.toString(number)), bo).body("viewerCount", equalTo(2));

    // Then
    given().get(PATH + "?productId=" + number).then().body("viewerCount", equalTo(2));
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(log.counts("product-" + number))
                .containsExactly(
                    "{\"productId\":%d,\"viewerCount\":1}".formatted(number),
                    "{\"productId\":%d,\"viewerCount\":2}".formatted(number)));
  }

  @Test
  @DisplayName("R95 an unknown action is refused with the allowed ones")
  void unknownActionNamesTheAllowedOnes() {
    act("dance", quoted(product), ana)
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("invalid-field"))
        .body("detail", containsString("\"join\" or \"leave\""))
        .body("requestId", not(emptyOrNullString()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{                                                | 400 | not-json      | line 1",
        "[]                                               | 400 | not-json      | a list",
        "{\"action\":\"join\",\"userId\":\"a\"}           | 400 | invalid-field | productId: is missing",
        "{\"productId\":1.5,\"action\":\"join\",\"userId\":\"a\"}    | 400 | invalid-field | productId: is the number 1.5",
        "{\"productId\":true,\"action\":\"join\",\"userId\":\"a\"}   | 400 | invalid-field | productId: is true",
        "{\"productId\":\"a/b\",\"action\":\"join\",\"userId\":\"a\"} | 400 | invalid-field | productId: has a character",
        "{\"productId\":1,\"userId\":\"a\"}               | 400 | invalid-field | action: is missing",
        "{\"productId\":1,\"action\":7,\"userId\":\"a\"}  | 400 | invalid-field | action: is the number 7",
        "{\"productId\":1,\"action\":\"join\"}            | 400 | invalid-field | userId: is missing",
        "{\"productId\":1,\"action\":\"join\",\"userId\":5} | 400 | invalid-field | userId: is the number 5",
        "{\"productId\":1,\"action\":\"join\",\"userId\":\"\"} | 400 | invalid-field | userId: has 0 characters",
      })
  @DisplayName("R150 wrong input is refused with the path of the field and what to send")
  void wrongInputIsRefused(String body, int status, String code, String detail) {
    post(body)
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code))
        .body("detail", containsString(detail));
  }

  @Test
  @DisplayName("R150 a body above the bound is refused")
  void largeBodiesAreRefused() {
    post("{\"userId\":\"" + "a".repeat(20_000) + "\"}")
        .statusCode(413)
        .contentType("application/problem+json")
        .body("code", equalTo("too-large"))
        .body("detail", containsString("16384"));
  }

  @Test
  @DisplayName("R44 a framework's refusal is a problem document too")
  void unknownPathsAndMethodsAreProblems() {
    given().delete(PATH).then().statusCode(405).contentType("application/problem+json");
    given()
        .contentType("text/plain")
        .body("hello")
        .post(PATH)
        .then()
        .statusCode(415)
        .contentType("application/problem+json");
  }

  @Test
  @DisplayName("R97 one id counts once, and a leave of a stranger changes nothing")
  void oneIdCountsOnce() {
    // Given
    act("join", quoted(product), ana);
    act("join", quoted(product), ana).body("viewerCount", equalTo(1));

    // When
    act("leave", quoted(product), bo).body("viewerCount", equalTo(1));

    // Then
    act("leave", quoted(product), ana).body("viewerCount", equalTo(0));
    act("leave", quoted(product), ana).body("viewerCount", equalTo(0));
  }

  @Test
  @DisplayName("R97 sessions that gateways hold and sessions of HTTP are one number")
  void socketsAndHttpAreOneNumber() {
    // Given
    act("join", quoted(product), ana);
    log.write(new Member(viewers, "gateway-1", ana, "{}"));
    log.write(new Member(viewers, "gateway-1", bo, "{}"));
    expectCount(2);

    // When
    log.write(new Left(viewers, "gateway-1", ana));
    log.write(new Left(viewers, "gateway-1", bo));

    // Then
    expectCount(1);
  }

  @Test
  @DisplayName("R105 sessions of a gateway that died go after the grace, and nobody else's")
  void deadGatewaysSessionsGo() {
    // Given
    var dead = "gateway-" + UUID.randomUUID();
    log.write(new Member(viewers, dead, ana, "{}"));
    log.write(new Member(viewers, "gateway-1", bo, "{}"));
    expectCount(2);

    // When
    log.write(new Gone(dead));

    // Then
    expectCount(1);
  }

  @Test
  @DisplayName("R111 when a user came or went is kept, the latest time")
  void lastSeenIsKept() {
    // Given
    var workspace = new ChannelKey("app-id", "presence-workspace-1");
    log.write(new Member(workspace, "gateway-1", ana, "{}"));
    await().atMost(SOON).untilAsserted(() -> assertThat(seen(ana)).isPresent());
    var joined = seen(ana).orElseThrow();

    // When
    log.write(new Left(workspace, "gateway-1", ana));

    // Then
    await().atMost(SOON).untilAsserted(() -> assertThat(seen(ana).orElseThrow()).isAfter(joined));
  }

  @Test
  @DisplayName(
      "R153 bodies that do not end hold no thread: the service still says that it is ready")
  void unfinishedBodies() throws IOException {
    // Given
    var head =
        "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: 15900\r\n\r\n".formatted(PATH);
    var lines = new ArrayList<Socket>();
    try {
      for (int i = 0; i < 250; i++) { // more than there are threads
        var line = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
        lines.add(line);
        line.getOutputStream().write((head + " ".repeat(15_000)).getBytes(UTF_8));
      }
      // Then
      await().atMost(SOON).until(() -> given().get("/q/health/ready").statusCode() == 200);
    } finally {
      for (var line : lines) {
        line.close();
      }
    }
  }

  @Test
  @DisplayName("R56 R111 a user id that the database cannot hold costs nobody else his last time")
  void unstorableIdsHoldNobodyUp() {
    // Given
    var workspace = new ChannelKey("app-id", "presence-workspace-1");
    // When
    lastSeen.note(new Sighting("app-id", "\0", Instant.now()));
    log.write(new Member(workspace, "gateway-1", bo, "{}"));
    // Then
    await().atMost(SOON).untilAsserted(() -> assertThat(seen(bo)).isPresent());
  }

  @Test
  @DisplayName("R100 the eleventh action in a minute is refused, and the count stays right")
  void eleventhActionIsRefused() {
    // Given
    act("join", quoted(product), bo);
    for (int i = 0; i < 10; i++) {
      act("join", quoted(product), ana).statusCode(200);
    }

    // When
    var refused = act("leave", quoted(product), ana);

    // Then
    refused
        .statusCode(429)
        .header("Retry-After", matchesPattern("[1-5]?[0-9]|60"))
        .body("code", equalTo("too-many-actions"));
    given().get(PATH + "?productId=" + product).then().body("viewerCount", equalTo(2));
  }

  @Test
  @DisplayName("R108 many joins at once are told at once, then once a second, the last one always")
  void burstIsToldFirstAndLast() {
    // Given
    var began = Instant.now();

    // When
    for (int i = 0; i < 30; i++) {
      act("join", quoted(product), "user-" + i + product);
    }

    // Then
    var last = "{\"productId\":\"%s\",\"viewerCount\":30}".formatted(product);
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(log.counts("product-" + product).getLast()).isEqualTo(last));
    var told = log.counts("product-" + product);
    assertThat(told.getFirst()).endsWith("\"viewerCount\":1}");
    assertThat(told)
        .hasSizeLessThanOrEqualTo((int) Duration.between(began, Instant.now()).toSeconds() + 2);
  }

  @Test
  @DisplayName("R108 a count names its source, and each has a higher sequence than the one before")
  void countsHaveASequence() {
    // Given
    act("join", quoted(product), ana);

    // When
    act("join", quoted(product), bo);

    // Then
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(log.events("product-" + product)).hasSize(2));
    assertThat(log.events("product-" + product))
        .extracting(ChannelEvent::event)
        .containsOnly("viewer-count");
    assertThat(log.events("product-" + product))
        .extracting(event -> Objects.requireNonNull(event.source()).sequence())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("R151 a token's subject views as himself, and as nobody else")
  void tokenNamesTheUser() {
    // Given
    var token = LocalParts.issuer().token(ana);

    // When
    var own =
        given()
            .auth()
            .oauth2(token)
            .contentType("application/json")
            .body("{\"productId\":\"%s\",\"action\":\"join\"}".formatted(product))
            .post(PATH)
            .then();
    var another =
        given()
            .auth()
            .oauth2(token)
            .contentType("application/json")
            .body(body("join", quoted(product), bo))
            .post(PATH)
            .then();

    // Then
    own.statusCode(200).body("viewerCount", equalTo(1));
    another.statusCode(403).body("code", equalTo("not-the-subject"));
  }

  @Test
  @DisplayName("R151 a token that was tampered with is refused")
  void brokenTokenIsRefused() {
    given()
        .auth()
        .oauth2(LocalParts.issuer().token(ana) + "x")
        .contentType("application/json")
        .body(body("join", quoted(product), ana))
        .post(PATH)
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .body("code", equalTo("invalid-token"));
  }

  @Test
  @DisplayName("R151 a server that signs with the app's secret is believed whom it names")
  void signedRequestsAreBelieved() {
    // Given
    var body = body("join", quoted(product), ana);

    // When
    var answer = signed(body, "app-secret");

    // Then
    answer.statusCode(200).body("viewerCount", equalTo(1));
    signed(body, "no-secret").statusCode(401).body("code", equalTo("wrong-signature"));
  }

  @Test
  @DisplayName("visitors name the app by its public key; a wrong key is refused")
  void visitorsNameTheAppByItsKey() {
    given()
        .header("X-App-Key", "app-key")
        .contentType("application/json")
        .body(body("join", quoted(product), ana))
        .post(PATH)
        .then()
        .statusCode(200);
    given()
        .get(PATH + "?key=app-key&productId=" + product)
        .then()
        .statusCode(200)
        .body("viewerCount", equalTo(1));
    given()
        .get(PATH + "?key=wrong&productId=" + product)
        .then()
        .statusCode(401)
        .body("code", equalTo("unknown-key"));
  }

  @Test
  @DisplayName("pages of other origins may use the service in development")
  void pagesOfOtherOriginsMayUseIt() {
    given()
        .header("Origin", "https://shop.example")
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "content-type")
        .options(PATH)
        .then()
        .statusCode(204)
        .header("Access-Control-Allow-Origin", "https://shop.example")
        .header("Access-Control-Allow-Headers", "content-type");
    given()
        .header("Origin", "https://shop.example")
        .get(PATH + "?productId=" + product)
        .then()
        .statusCode(200)
        .header("Access-Control-Allow-Origin", "https://shop.example");
  }

  @Test
  @DisplayName("what instances ask each other is closed to everyone else")
  void peersPathIsClosed() {
    given().get("/internal/viewers?item=" + viewers.value()).then().statusCode(403);
  }

  @Test
  @DisplayName("the interface is described, and the numbers are there")
  void describedAndMeasured() {
    given().get("/q/openapi").then().statusCode(200).body(containsString("/api/product-viewers"));
    given().get("/q/metrics").then().statusCode(200).body(containsString("carillon_presence_"));
  }

  private void expectCount(int expected) {
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            given()
                .get(PATH + "?productId=" + product)
                .then()
                .body("viewerCount", equalTo(expected)));
  }

  private Optional<Instant> seen(String user) {
    return lastSeen.of("app-id", user).await().atMost(SOON);
  }

  private static ValidatableResponse act(String action, String productJson, String user) {
    return post(body(action, productJson, user));
  }

  private static ValidatableResponse post(String body) {
    return given().contentType("application/json").body(body).post(PATH).then();
  }

  private static ValidatableResponse signed(String body, String secret) {
    var params =
        Map.of(
            "auth_key",
            "app-key",
            "auth_timestamp",
            Long.toString(Instant.now().getEpochSecond()),
            "auth_version",
            "1.0",
            "body_md5",
            Signatures.bodyMd5(body.getBytes(UTF_8)));
    return given()
        .queryParams(params)
        .queryParam("auth_signature", Signatures.request(secret, "POST", PATH, params))
        .contentType("application/json")
        .body(body)
        .post(PATH)
        .then();
  }

  private static String body(String action, String productJson, String user) {
    return "{\"productId\":%s,\"action\":\"%s\",\"userId\":\"%s\"}"
        .formatted(productJson, action, user);
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
