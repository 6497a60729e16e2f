package io.carillon.gateway.fallback;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.carillon.events.Utf8;
import io.carillon.gateway.api.Json;
import io.carillon.gateway.api.Problem;
import io.carillon.gateway.api.Reading;
import io.carillon.gateway.api.Reading.Broken;
import io.carillon.gateway.api.Reading.Read;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// Reads what a client sends at once: a JSON array of strings, each a message; none is a heartbeat.
final class Messages {
  private Messages() {}

  static Reading<List<String>> read(byte[] body) {
    if (!Utf8.isValid(body)) {
      return broken("is not UTF-8 text");
    }
    try (var parser = Json.FACTORY.createParser(new String(body, UTF_8))) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        return broken("is no array");
      }
      var messages = new ArrayList<String>();
      while (parser.nextToken() == JsonToken.VALUE_STRING) {
        messages.add(parser.getText());
      }
      if (parser.currentToken() != JsonToken.END_ARRAY) {
        return broken("has an entry that is no string, number " + messages.size());
      }
      if (parser.nextToken() != null) {
        return broken("has something behind the array");
      }
      return messages.stream().allMatch(Messages::whole)
          ? new Read<>(messages)
          : broken("has half a character, which only an escape can make");
    } catch (JsonProcessingException e) {
      return broken("is not valid JSON");
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }

  private static boolean whole(String message) {
    return UTF_8.newEncoder().canEncode(message);
  }

  private static Reading<List<String>> broken(String why) {
    return new Broken<>(
        Problem.badRequest(
            "invalid-messages",
            "The body " + why + ": send a JSON array of strings, like [\"{}\"]"));
  }
}
