package io.carillon.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.carillon.protocol.Verdict.Genuine;
import io.carillon.protocol.Verdict.Refused;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestVerifierTest {
  private static final String KEY = "278d425bdf160c739803";
  private static final String SECRET = "7ad3773142a6692b25b8";
  private static final Map<String, String> SECRETS = Map.of(KEY, SECRET, "second", "another");
  private static final Instant SIGNED = Instant.ofEpochSecond(1353088179);
  private static final byte[] EVENT =
      "{\"name\":\"foo\",\"channels\":[\"project-3\"],\"data\":\"{\\\"some\\\":\\\"data\\\"}\"}"
          .getBytes(UTF_8);

  @Test
  @DisplayName("R40 the documented trigger is genuine")
  void documentedTrigger() {
    // Given
    var params =
        params(
            "body_md5", "ec365a775a4cd0599faeb73354201b6f",
            "auth_signature", "da454824c97ba181a32ccc17a72625ba02771f50b50e1e7430e47a1f3f457e6c");
    // When
    var verdict = verify("POST", "/apps/3/events", params, EVENT, SIGNED);
    // Then
    assertThat(verdict).isEqualTo(new Genuine(KEY));
  }

  @Test
  @DisplayName("R40 the documented query is genuine")
  void documentedQuery() {
    // Given
    var params =
        params(
            "filter_by_prefix", "presence-",
            "info", "user_count",
            "auth_signature", "16819168891cb5dfd72b5c7a5d3d602605b26c6ba1930033b5e2eeeb65010291");
    // When
    var verdict = verify("GET", "/apps/3/channels", params, new byte[0], SIGNED);
    // Then
    assertThat(verdict).isEqualTo(new Genuine(KEY));
  }

  @Test
  @DisplayName("R2 R40 the Node library's signature over names in mixed case is genuine")
  void mixedCaseAsSent() {
    // Given
    var params =
        params(
            "channelId",
            "room-1",
            "auth_signature",
            "1f4c34143821f217053d2bbdb1e7f448123f7f5bb9ed6f95baf12a0068771ad5");
    // When
    var verdict = verify("GET", "/api/messages", params, new byte[0], SIGNED);
    // Then
    assertThat(verdict).isEqualTo(new Genuine(KEY));
  }

  @Test
  @DisplayName("R40 the documented termination is genuine")
  void documentedTermination() {
    // Given
    var params =
        params(
            "body_md5", "99914b932bd37a50b983c5e7c90ae93b",
            "auth_signature", "7c997da6925b3a3f458062d931c8c6a6a312be47e26f975d96c44c3cf9739747");
    // When
    var verdict =
        verify(
            "POST",
            "/apps/3/users/u-1/terminate_connections",
            params,
            "{}".getBytes(UTF_8),
            SIGNED);
    // Then
    assertThat(verdict).isEqualTo(new Genuine(KEY));
  }

  @Test
  @DisplayName("R9 each of several keys signs")
  void secondKey() {
    // Given
    var params = signed("another", params("auth_key", "second"));
    // When
    var verdict = verify("GET", "/apps/3/channels", params, new byte[0], SIGNED);
    // Then
    assertThat(verdict).isEqualTo(new Genuine("second"));
  }

  @Test
  @DisplayName("R40 names in upper case verify as they were signed, lower-cased")
  void upperCaseNames() {
    // Given
    var params = new HashMap<String, String>();
    signed(SECRET, params())
        .forEach((name, value) -> params.put(name.toUpperCase(java.util.Locale.ROOT), value));
    // When
    var verdict = verify("GET", "/apps/3/channels", params, new byte[0], SIGNED);
    // Then
    assertThat(verdict).isEqualTo(new Genuine(KEY));
  }

  @Test
  @DisplayName("R40 a parameter in two spellings is refused: only one of them would be signed")
  void twoSpellings() {
    // Given
    var params = signed(SECRET, params("info", "user_count"));
    params.put("Info", "subscription_count");
    // When
    var verdict = verify("GET", "/apps/3/channels", params, new byte[0], SIGNED);
    // Then
    refused(verdict)
        .extracting(Refused::status, Refused::code)
        .containsExactly(400, "ambiguous-parameter");
  }

  @Test
  @DisplayName("R40 an unknown key is named")
  void unknownKey() {
    // Given
    var params = signed(SECRET, params("auth_key", "other"));
    // When
    var verdict = verify("GET", "/apps/3/channels", params, new byte[0], SIGNED);
    // Then
    refused(verdict)
        .satisfies(refused -> {
          assertThat(refused.status()).isEqualTo(401);
          assertThat(refused.code()).isEqualTo("unknown-key");
          assertThat(refused.message()).contains("'other'").contains("app id");
        });
  }

  @ParameterizedTest
  @CsvSource({"601, 601 s behind", "-601, 601 s ahead", "7200, 7200 s behind"})
  @DisplayName("R40 a stale time says by how much the clocks differ")
  void staleTime(long passed, String skew) {
    // Given
    var params = signed(SECRET, params());
    // When
    var verdict =
        verify("GET", "/apps/3/channels", params, new byte[0], SIGNED.plusSeconds(passed));
    // Then
    refused(verdict)
        .satisfies(refused -> {
          assertThat(refused.status()).isEqualTo(401);
          assertThat(refused.code()).isEqualTo("stale-timestamp");
          assertThat(refused.message())
              .startsWith(
                  "Timestamp expired: Given timestamp (2012-11-16T17:49:39Z) not within 600s of"
                      + " server time (")
              .contains(skew);
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {600, -600, 0})
  @DisplayName("R40 ten minutes either way are accepted")
  void withinTenMinutes(long passed) {
    // Given
    var params = signed(SECRET, params());
    // When
    var verdict =
        verify("GET", "/apps/3/channels", params, new byte[0], SIGNED.plusSeconds(passed));
    // Then
    assertThat(verdict).isEqualTo(new Genuine(KEY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "now", "1353088179.5", "99999999999999999999", "9223372036854775807", "-1x"})
  @DisplayName("R40 a time that is no number is refused")
  void notATime(String timestamp) {
    // Given
    var params = signed(SECRET, params("auth_timestamp", timestamp));
    // When
    var verdict = verify("GET", "/apps/3/channels", params, new byte[0], SIGNED);
    // Then
    refused(verdict)
        .extracting(Refused::status, Refused::code)
        .containsExactly(401, "invalid-timestamp");
  }

  @Test
  @DisplayName("R40 another version is refused")
  void otherVersion() {
    // Given
    var params = signed(SECRET, params("auth_version", "2.0"));
    // When
    var verdict = verify("GET", "/apps/3/channels", params, new byte[0], SIGNED);
    // Then
    refused(verdict).extracting(Refused::code).isEqualTo("unsupported-version");
  }

  @Test
  @DisplayName("R40 the hash of another body is refused although it was signed")
  void otherBody() {
    // Given
    var params = signed(SECRET, params("body_md5", Signatures.bodyMd5(EVENT)));
    // When
    var verdict = verify("GET", "/apps/3/channels", params, "{}".getBytes(UTF_8), SIGNED);
    // Then
    refused(verdict)
        .satisfies(refused -> {
          assertThat(refused.status()).isEqualTo(401);
          assertThat(refused.code()).isEqualTo("wrong-body-md5");
          assertThat(refused.message()).contains("2 bytes");
        });
  }

  @Test
  @DisplayName("R40 a body needs a hash, none needs none")
  void missingHash() {
    // Given
    var params = signed(SECRET, params());
    // When
    var verdict = verify("GET", "/apps/3/channels", params, EVENT, SIGNED);
    // Then
    refused(verdict).extracting(Refused::code).isEqualTo("missing-parameter");
  }

  @ParameterizedTest
  @ValueSource(strings = {"auth_key", "auth_timestamp", "auth_version", "auth_signature"})
  @DisplayName("R40 a missing parameter is named")
  void missingParameter(String name) {
    // Given
    var params = signed(SECRET, params());
    params.remove(name);
    // When
    var verdict = verify("GET", "/apps/3/channels", params, new byte[0], SIGNED);
    // Then
    refused(verdict).extracting(Refused::message).asString().contains(name);
  }

  @Test
  @DisplayName("R40 a wrong signature is refused and the right one never told")
  void wrongSignature() {
    // Given
    var params = signed("not the secret", params());
    // When
    var verdict = verify("GET", "/apps/3/channels", params, new byte[0], SIGNED);
    // Then
    refused(verdict)
        .satisfies(refused -> {
          assertThat(refused.status()).isEqualTo(401);
          assertThat(refused.code()).isEqualTo("wrong-signature");
          assertThat(refused.message())
              .contains("secret")
              .doesNotContain(SECRET)
              .doesNotContain(Signatures.request(SECRET, "GET", "/apps/3/channels", params));
        });
  }

  @ParameterizedTest
  @CsvSource({"POST, /apps/3/channels", "GET, /apps/4/channels", "GET, /p/apps/3/channels"})
  @DisplayName("R40 a signature holds for its method and path only")
  void otherRequest(String method, String path) {
    // Given
    var params = signed(SECRET, params());
    // When
    var verdict = verify(method, path, params, new byte[0], SIGNED);
    // Then
    refused(verdict).extracting(Refused::code).isEqualTo("wrong-signature");
  }

  @Test
  @DisplayName(
      "R40 the first failure in the protocol's order is told: key, time, version, body, signature")
  void order() {
    // Given
    var params = params("auth_version", "2.0", "body_md5", "none", "auth_signature", "none");
    var late = SIGNED.plusSeconds(1000);
    // When
    var time = verify("GET", "/", params, EVENT, late);
    var version = verify("GET", "/", params, EVENT, SIGNED);
    params.put("auth_version", "1.0");
    var body = verify("GET", "/", params, EVENT, SIGNED);
    params.put("body_md5", Signatures.bodyMd5(EVENT));
    var signature = verify("GET", "/", params, EVENT, SIGNED);
    params.put("auth_key", "other");
    var key = verify("GET", "/", params, EVENT, late);
    // Then
    refused(key).extracting(Refused::code).isEqualTo("unknown-key");
    refused(time).extracting(Refused::code).isEqualTo("stale-timestamp");
    refused(version).extracting(Refused::code).isEqualTo("unsupported-version");
    refused(body).extracting(Refused::code).isEqualTo("wrong-body-md5");
    refused(signature).extracting(Refused::code).isEqualTo("wrong-signature");
  }

  private static Verdict verify(
      String method, String path, Map<String, String> params, byte[] body, Instant now) {
    return RequestVerifier.verify(
        method, path, params, body, key -> Optional.ofNullable(SECRETS.get(key)), now);
  }

  private static Map<String, String> params(String... pairs) {
    var params = new HashMap<String, String>();
    params.put("auth_key", KEY);
    params.put("auth_timestamp", Long.toString(SIGNED.getEpochSecond()));
    params.put("auth_version", "1.0");
    for (var i = 0; i < pairs.length; i += 2) {
      params.put(pairs[i], pairs[i + 1]);
    }
    return params;
  }

  private static Map<String, String> signed(String secret, Map<String, String> params) {
    params.put("auth_signature", Signatures.request(secret, "GET", "/apps/3/channels", params));
    return params;
  }

  private static ObjectAssert<Refused> refused(Verdict verdict) {
    return assertThat(verdict).asInstanceOf(type(Refused.class));
  }
}
