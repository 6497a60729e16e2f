package io.carillon.local.launch;

import io.carillon.local.launch.PlannedPart.Layer;
import io.carillon.local.launch.StackState.PartState;
import io.carillon.local.part.RunningPart;
import io.carillon.local.process.ProcessIdentity;
import io.carillon.local.process.RunningProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// The running parts and the rules for them: a part starts when those it needs are ready; one that
/// dies is reported and stays down, for whoever killed it wants to see what happens; all stop in
/// reverse layers.
///
/// Any thread may call. The lock guards the slots and is never held while waiting for a process.
final class Stack {
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration STOP = Duration.ofSeconds(12);

  private final Map<String, PartSlot> slots = new LinkedHashMap<>();
  private final StateFile stateFile;
  private final String control;
  private final Consumer<String> reports;
  private final ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current()).orElseThrow();
  private boolean stopping;
  private boolean stopped;

  /// @param control where the launcher takes requests, to be written into the state file
  /// @param reports takes a sentence when a part dies
  Stack(List<PlannedPart> plan, StateFile stateFile, String control, Consumer<String> reports) {
    this.stateFile = stateFile;
    this.control = control;
    this.reports = reports;
    plan.forEach(part -> slots.put(part.name(), new PartSlot(part)));
  }

  /// Starts all parts, each when those it needs are ready. Blocking until all are.
  ///
  /// @throws io.carillon.local.part.PartFailed when one does not come up; the others run then
  void start() {
    var failed = new CompletableFuture<Void>();
    var ready = new LinkedHashMap<String, CompletableFuture<Void>>();
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    for (var slot : slots.values()) {
      var up = whenReady(slot, ready, threads);
      up.exceptionally(why -> {
        failed.completeExceptionally(why);
        return null;
      });
      ready.put(slot.name(), up);
    }
    var all = CompletableFuture.allOf(ready.values().toArray(CompletableFuture[]::new));
    try {
      CompletableFuture.anyOf(all, failed).join();
    } catch (CompletionException broken) {
      throw broken.getCause() instanceof RuntimeException why ? why : broken;
    } finally {
      threads.shutdown();
    }
  }

  /// Starts a part again that is down, or stops and starts one that is up, on the same port and
  /// data. Blocking.
  void restart(String name) {
    var slot = slots.get(name);
    if (slot == null) {
      throw new LaunchFailed(
          "There is no part '" + name + "': there are " + String.join(", ", slots.keySet()) + ".");
    }
    synchronized (slot) { // one restart of a part at a time
      var running = change(slot::takenDown);
      running.ifPresent(program -> program.stop(STOP));
      bringUp(slot);
    }
  }

  /// Stops all parts, layer by layer, those that are starting too, and deletes the state file.
  /// Blocking.
  void stop() {
    synchronized (this) {
      stopping = true;
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var layer : Layer.values()) {
        var ends =
            slots.values().stream()
                .filter(slot -> slot.layer() == layer)
                .map(slot -> CompletableFuture.runAsync(() -> end(slot), threads))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(ends).join();
      }
    }
    forget();
  }

  /// How the parts stand now.
  synchronized List<PartView> parts() {
    return slots.values().stream().map(PartSlot::view).toList();
  }

  private CompletableFuture<Void> whenReady(
      PartSlot slot, Map<String, CompletableFuture<Void>> ready, ExecutorService threads) {
    var needs = new ArrayList<CompletableFuture<Void>>();
    slot.after()
        .forEach(
            name -> needs.add(ready.getOrDefault(name, CompletableFuture.completedFuture(null))));
    return CompletableFuture.allOf(needs.toArray(CompletableFuture[]::new))
        .thenRunAsync(() -> bringUp(slot), threads);
  }

  private void bringUp(PartSlot slot) {
    try {
      change(slot::starting);
      var program = slot.part().prepare();
      var running = change(() -> launched(slot, RunningProgram.start(program)));
      new RunningPart(slot.part(), running).awaitReady(START);
      change(() -> slot.ready(running));
    } catch (IOException broken) {
      change(slot::takenDown);
      throw new UncheckedIOException(broken.getMessage(), broken);
    } catch (RuntimeException broken) {
      change(slot::failed);
      throw broken;
    }
  }

  private RunningProgram launched(PartSlot slot, RunningProgram running) {
    if (stopping) {
      running.kill();
      throw new CancellationException("stopped while starting");
    }
    slot.launched(running);
    var ignored = running.exit().thenAccept(code -> ended(slot, running, code));
    return running;
  }

  private void ended(PartSlot slot, RunningProgram program, int code) {
    var unexpected = change(() -> slot.ended(program) && !stopping);
    if (unexpected) {
      reports.accept(
          slot.name()
              + " ended by itself (code "
              + code
              + "). Start it again: ./carillon restart "
              + slot.name());
    }
  }

  private void end(PartSlot slot) {
    change(slot::takenDown).ifPresent(program -> program.stop(STOP));
  }

  private synchronized void forget() {
    stopped = true;
    try {
      stateFile.delete();
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot delete the state file", broken);
    }
  }

  private synchronized <T> T change(Change<T> change) {
    try {
      var result = change.make();
      if (!stopped) {
        stateFile.write(new StackState(self, control, states()));
      }
      return result;
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot record the state of the parts", broken);
    }
  }

  private List<PartState> states() {
    return slots.values().stream().map(PartSlot::state).toList();
  }

  @FunctionalInterface
  private interface Change<T> {
    T make() throws IOException;
  }
}
