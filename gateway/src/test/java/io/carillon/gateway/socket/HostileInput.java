package io.carillon.gateway.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Makes what nobody should send of what clients and servers do send: other types in every member,
/// members left out, numbers and texts beyond sense, cut, bent and buried deep. The same seed makes
/// the same.
final class HostileInput {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DEPTH = 10_000;

  private static final List<String> FRAMES =
      List.of(
          "{'event':'pusher:subscribe','data':{'channel':'hostile','auth':'app-key:00','channel_data':'{}'}}",
          "{'event':'pusher:subscribe','data':{'channel':'presence-hostile','auth':'x','channel_data':'{\\'user_id\\':1}'}}",
          "{'event':'pusher:unsubscribe','data':{'channel':'hostile'}}",
          "{'event':'pusher:ping','data':{}}",
          "{'event':'pusher:pong','data':{}}",
          "{'event':'pusher:signin','data':{'auth':'app-key:00','user_data':'{\\'id\\':\\'a\\'}'}}",
          "{'event':'client-hostile','channel':'private-hostile','data':{'a':[1,2,{}]}}",
          "{'event':'pusher:what','data':{},'channel':'x'}");

  private static final List<String> BODIES =
      List.of(
          "{'name':'e','channel':'hostile','data':'1','socket_id':'1.2','info':'user_count'}",
          "{'name':'e','channels':['hostile','hostile-b'],'data':'1','idempotency_key':'k'}",
          "{'batch':[{'name':'e','channel':'hostile','data':'1'},{'name':'e','channel':'hostile','data':'2'}]}");

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1e999999999",
          "-0.0",
          "9".repeat(400),
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"" + "a".repeat(201) + "\"",
          "\"" + "é".repeat(5_000) + "\"",
          "\"presence-\"",
          "\"#server-to-user-\"",
          "\"private-encrypted-cache-\"",
          "\"{\\\"user_id\\\":{}}\"",
          "\"app-key:\"",
          "[]",
          "{}",
          "[[[[[[1]]]]]]",
          "{\"\":{\"\":{\"\":1}}}",
          "[" + "1,".repeat(2_000) + "1]");

  private final Random random;

  HostileInput(long seed) {
    this.random = new Random(seed);
  }

  byte[] frame() {
    return hostile(pick(FRAMES));
  }

  byte[] body() {
    return hostile(pick(BODIES));
  }

  private byte[] hostile(String template) {
    var text = altered(template.replace("\\'", "\\\"").replace('\'', '"'));
    var bytes = text.getBytes(UTF_8);
    return switch (random.nextInt(12)) {
      case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> bent(bytes);
      case 2 -> nested("[", "]", text);
      case 3 -> nested("{\"data\":", "}", text);
      case 4 -> (text + text).getBytes(UTF_8);
      case 5 -> ("\uFEFF" + text).getBytes(UTF_8);
      default -> bytes;
    };
  }

  /// One byte is another: mostly no UTF-8 any more.
  private byte[] bent(byte[] bytes) {
    var bent = bytes.clone();
    bent[random.nextInt(bent.length)] = (byte) random.nextInt();
    return bent;
  }

  private static byte[] nested(String open, String close, String text) {
    return (open.repeat(DEPTH) + text + close.repeat(DEPTH)).getBytes(UTF_8);
  }

  private String altered(String template) {
    try {
      var root = (ObjectNode) JSON.readTree(template);
      alter(root);
      return JSON.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(template, e);
    }
  }

  private void alter(ObjectNode object) {
    var names = List.copyOf(object.propertyStream().map(each -> each.getKey()).toList());
    var name = pick(names);
    if (object.get(name) instanceof ObjectNode inner && !inner.isEmpty() && random.nextInt(4) > 0) {
      alter(inner);
    } else if (random.nextInt(6) == 0) {
      object.remove(name);
    } else {
      object.putRawValue(name, new RawValue(pick(VALUES)));
    }
  }

  private <T> T pick(List<T> among) {
    return among.get(random.nextInt(among.size()));
  }
}
