package io.carillon.chat.api;

import io.carillon.chat.domain.Attachment;
import io.carillon.chat.domain.Author;
import io.carillon.chat.domain.Caller;
import io.carillon.chat.domain.Caller.Person;
import io.carillon.chat.domain.Caller.TrustedServer;
import io.carillon.chat.domain.Draft;
import io.carillon.chat.domain.Message.Body;
import io.carillon.chat.profile.FieldNames;
import io.carillon.chat.profile.Profile;
import io.carillon.entrance.json.Fields;
import io.carillon.entrance.json.JsonBodies;
import io.carillon.entrance.json.Text;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Reads the body of a send in a profile's words into a draft.
final class SendRequest {

  private static final Text CLIENT_ID = Text.line(200);
  private static final Text FILE_NAME = Text.line(255);
  private static final Text MEDIA_TYPE = Text.line(127);

  private final Fields fields;
  private final FieldNames names;
  private final ChatLimitsConfig limits;

  private SendRequest(Fields fields, FieldNames names, ChatLimitsConfig limits) {
    this.fields = fields;
    this.names = names;
    this.limits = limits;
  }

  static Draft read(byte[] body, Caller caller, Profile profile, ChatLimitsConfig limits) {
    var fields = JsonBodies.PLAIN.read(body);
    var request = new SendRequest(fields, profile.fields(), limits);
    return new Draft(
        ConversationNames.of(caller.app(), profile, fields),
        request.author(caller),
        request.body(),
        request.optionalText(request.names.clientMessageId(), CLIENT_ID),
        caller instanceof TrustedServer);
  }

  private Author author(Caller caller) {
    var named = fields.text(names.senderName(), Users.NAME);
    var pictured = avatar();
    return switch (caller) {
      case Person person -> {
        Users.requireSubject(fields, names.senderId(), person);
        yield new Author(
            person.id(),
            person.name().or(() -> named).orElse(person.id()),
            person.avatar().or(() -> pictured));
      }
      case TrustedServer _ -> {
        var id = fields.requiredText(names.senderId(), Users.ID);
        yield new Author(id, named.orElse(id), pictured);
      }
    };
  }

  private Body body() {
    return new Body(
        fields.requiredText(names.content(), Text.lines(limits.contentCharactersMax())),
        replyTo(),
        attachments());
  }

  private Optional<String> avatar() {
    var avatar = optionalText(names.senderAvatar(), Links.TEXT);
    avatar.ifPresent(link -> Links.require(fields, names.senderAvatar().orElseThrow(), link));
    return avatar;
  }

  private Optional<UUID> replyTo() {
    return optionalText(names.replyTo(), CLIENT_ID)
        .map(id ->
            MessageIds.parse(id)
                .orElseThrow(() ->
                    fields.wrong(
                        names.replyTo().orElseThrow(),
                        "is no message's id; send the id of the message that is" + " answered")));
  }

  private List<Attachment> attachments() {
    return names
        .attachments()
        .map(name -> fields.list(name, limits.attachmentsMax()))
        .orElse(List.of())
        .stream()
        .map(SendRequest::attachment)
        .toList();
  }

  private static Attachment attachment(Fields file) {
    var url = file.requiredText("url", Links.TEXT);
    Links.require(file, "url", url);
    return new Attachment(
        url,
        file.requiredText("name", FILE_NAME),
        file.text("type", MEDIA_TYPE),
        file.count("size"));
  }

  private Optional<String> optionalText(Optional<String> name, Text rule) {
    return name.flatMap(field -> fields.text(field, rule));
  }
}
