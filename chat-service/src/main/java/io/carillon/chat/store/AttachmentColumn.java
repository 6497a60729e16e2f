package io.carillon.chat.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.carillon.chat.domain.Attachment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message's attachments as one column: a JSON list, or null when there are none.
final class AttachmentColumn {

  private static final ObjectMapper JSON = JsonMapper.builder().addModule(new Jdk8Module()).build();

  private static final TypeReference<List<Attachment>> LIST = new TypeReference<>() {};

  private AttachmentColumn() {}

  static @Nullable String write(List<Attachment> attachments) {
    if (attachments.isEmpty()) {
      return null;
    }
    try {
      return JSON.writeValueAsString(attachments);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write attachments as JSON", e);
    }
  }

  static List<Attachment> read(@Nullable String column) {
    if (column == null) {
      return List.of();
    }
    try {
      return JSON.readValue(column, LIST);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the column attachments holds no list of them", e);
    }
  }
}
