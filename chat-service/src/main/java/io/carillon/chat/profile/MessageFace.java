package io.carillon.chat.profile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.carillon.chat.domain.Attachment;
import io.carillon.chat.domain.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/// Writes messages in a profile's words. The answer to the sender, the event to the others and the
/// page of history are the same bytes for the same message.
public final class MessageFace {

  private static final JsonFactory JSON = new JsonFactory();

  /// As a browser writes a date: always three digits of the second.
  private static final DateTimeFormatter ISO_MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private MessageFace() {}

  public static byte[] message(FieldNames names, Message message) {
    return written(json -> write(json, names, message));
  }

  /// A page of history; a cursor is written only where more exists.
  public static byte[] page(
      FieldNames names, List<Message> messages, Optional<String> before, Optional<String> after) {
    return written(json -> {
      json.writeStartObject();
      json.writeArrayFieldStart("messages");
      for (var message : messages) {
        write(json, names, message);
      }
      json.writeEndArray();
      text(json, Optional.of("before"), before);
      text(json, Optional.of("after"), after);
      json.writeEndObject();
    });
  }

  private static void write(JsonGenerator json, FieldNames names, Message message)
      throws IOException {
    json.writeStartObject();
    json.writeStringField(names.id(), message.id().toString());
    json.writeStringField(names.content(), message.body().content());
    json.writeStringField(names.senderId(), message.author().id());
    json.writeStringField(names.senderName(), message.author().name());
    text(json, names.senderAvatar(), message.author().avatar());
    text(json, names.conversation(), Optional.of(message.conversation().name()));
    json.writeStringField(names.createdAt(), iso(message.createdAt()));
    if (names.sequence().isPresent()) {
      json.writeNumberField(names.sequence().get(), message.sequence());
    }
    text(json, names.clientMessageId(), message.clientMessageId());
    text(json, names.replyTo(), message.body().replyTo().map(Object::toString));
    attachments(json, names.attachments(), message.body().attachments());
    json.writeEndObject();
  }

  private static void attachments(
      JsonGenerator json, Optional<String> name, List<Attachment> attachments) throws IOException {
    if (name.isEmpty() || attachments.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart(name.get());
    for (var attachment : attachments) {
      json.writeStartObject();
      json.writeStringField("url", attachment.url());
      json.writeStringField("name", attachment.name());
      text(json, Optional.of("type"), attachment.type());
      if (attachment.size().isPresent()) {
        json.writeNumberField("size", attachment.size().get());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void text(JsonGenerator json, Optional<String> name, Optional<String> value)
      throws IOException {
    if (name.isPresent() && value.isPresent()) {
      json.writeStringField(name.get(), value.get());
    }
  }

  private static String iso(Instant instant) {
    return ISO_MILLIS.format(instant);
  }

  private interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  private static byte[] written(Writing writing) {
    var bytes = new ByteArrayOutputStream(512);
    try (var json = JSON.createGenerator(bytes)) {
      writing.to(json);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write JSON into memory", e);
    }
    return bytes.toByteArray();
  }
}
