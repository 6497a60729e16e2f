package io.carillon.chat.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.carillon.chat.Chat;
import io.carillon.chat.SecondApp;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CorsIT {

  private static final String ALLOWED = "Access-Control-Allow-Origin";
  private static final String PATH = "/api/messages";

  private final String room = Chat.newWorkspace();

  @Test
  @DisplayName("R149 a browser may ask before it sends")
  void preflight() {
    given()
        .header("Origin", "https://anything.example")
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "authorization,content-type,x-socket-id")
        .options(PATH)
        .then()
        .statusCode(204)
        .header(ALLOWED, equalTo("https://anything.example"))
        .header("Access-Control-Allow-Headers", containsString("X-Socket-ID"));
  }

  @Test
  @DisplayName("R149 an app without a list of origins is open in development")
  void open() {
    Chat.as("ana")
        .request()
        .header("Origin", "https://anything.example")
        .queryParam("channelId", room)
        .get(PATH)
        .then()
        .statusCode(200)
        .header(ALLOWED, equalTo("https://anything.example"));
  }

  @Test
  @DisplayName("R149 an app with a list lets only its own pages read")
  void listed() {
    // Given
    var ana = SecondApp.user("ana");
    // When
    var own =
        ana.request().header("Origin", SecondApp.ORIGIN).queryParam("channelId", room).get(PATH);
    var foreign =
        ana.request()
            .header("Origin", "https://evil.example")
            .queryParam("channelId", room)
            .get(PATH);
    // Then
    own.then().header(ALLOWED, equalTo(SecondApp.ORIGIN));
    foreign.then().header(ALLOWED, nullValue());
  }

  @Test
  @DisplayName("R149 refusals can be read by the page too")
  void refusals() {
    given()
        .header("Origin", "https://anything.example")
        .get(PATH)
        .then()
        .statusCode(401)
        .header(ALLOWED, equalTo("https://anything.example"));
  }
}
