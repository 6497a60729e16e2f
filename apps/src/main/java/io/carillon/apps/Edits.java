package io.carillon.apps;

import io.carillon.apps.AppFold.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// Editors that wait until the registry has read their records back.
///
/// An editor begins before it sends, so its record is never missed; it is told when the registry
/// shows what became of it. [#begin] and [#end] may be called from any thread, the others on the
/// registry's. There are as many as editors let wait ([AppWriter]).
final class Edits {
  private final Map<String, CompletableFuture<Outcome>> waiting = new ConcurrentHashMap<>();
  private final List<Told> taken = new ArrayList<>();

  private record Told(CompletableFuture<Outcome> editor, Outcome outcome) {}

  CompletableFuture<Outcome> begin(String id) {
    return waiting.computeIfAbsent(id, _ -> new CompletableFuture<>());
  }

  /// Nobody waits for it any more.
  void end(String id) {
    waiting.remove(id);
  }

  void taken(String id, Outcome outcome) {
    var editor = waiting.get(id);
    if (editor != null) {
      taken.add(new Told(editor, outcome));
    }
  }

  void shown() {
    taken.forEach(told -> told.editor().complete(told.outcome()));
    taken.clear();
  }
}
