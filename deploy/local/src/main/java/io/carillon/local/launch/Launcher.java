package io.carillon.local.launch;

import io.carillon.local.part.DevelopmentIssuer;
import io.carillon.local.part.PartFailed;
import io.carillon.local.part.Workspace;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// One run of the stack in this process, from the lock on the home directory to the last part's
/// end.
final class Launcher {
  private final StackOptions options;
  private final Home home;
  private final Workspace workspace;
  private final PrintStream out;
  private final boolean terminal;
  private final CountDownLatch stopped = new CountDownLatch(1);

  Launcher(
      StackOptions options, Home home, Workspace workspace, PrintStream out, boolean terminal) {
    this.options = options;
    this.home = home;
    this.workspace = workspace;
    this.out = out;
    this.terminal = terminal;
  }

  /// Runs the stack until this process is asked to end. Returns only when the start failed; then
  /// nothing runs.
  void run() throws IOException, InterruptedException {
    home.created();
    try (var channel =
            FileChannel.open(home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var control = ControlSocket.open()) {
      requireLock(channel);
      var stateFile = new StateFile(home.state());
      stopLeftovers(stateFile);
      var plan = prepare();
      var stack = new Stack(plan, stateFile, control.path(), this::say);
      var hook = new Thread(() -> stop(stack, control), "stop");
      Runtime.getRuntime().addShutdownHook(hook);
      control.serve(request -> answer(stack, request));
      start(stack);
      new ReadyMessage(options, home, stack.parts()).print(out);
      stopped.await(); // the hook does the rest
    }
  }

  // Held until the channel is closed.
  private void requireLock(FileChannel channel) throws IOException {
    if (channel.tryLock() == null) {
      throw new LaunchFailed(alreadyRunning());
    }
  }

  private String alreadyRunning() throws IOException {
    var pid =
        new StateFile(home.state())
            .read()
            .map(state -> " (process " + state.launcher().pid() + ")")
            .orElse("");
    return "Carillon is running already in "
        + home.directory()
        + pid
        + ". See ./carillon status; stop it with ./carillon down; or set CARILLON_HOME and other ports to run a"
        + " second one.";
  }

  private void stopLeftovers(StateFile stateFile) throws IOException {
    var lastRun = stateFile.read();
    if (lastRun.isPresent()) {
      for (var part : Leftovers.stop(lastRun.get())) {
        say("Stopped what a killed run had left: " + part.name() + " on port " + part.port());
      }
      ControlSocket.remove(lastRun.get().control());
      stateFile.delete();
    }
  }

  private List<PlannedPart> prepare() throws IOException {
    var plan = StackPlan.of(options, home, workspace);
    PortCheck.requireFree(plan);
    AppsFile.prepare(options, home, DevelopmentIssuer.issuer(options.port("oidc")));
    for (var part : plan) {
      home.turnLog(part.name());
    }
    return plan;
  }

  private void start(Stack stack) {
    say("Starting " + String.join(", ", stack.parts().stream().map(PartView::name).toList()));
    try (var progress = new Progress(out, terminal, stack::parts)) {
      progress.open();
      stack.start();
    } catch (PartFailed failed) {
      failed.lastLines().forEach(line -> out.println("    | " + line));
      throw new LaunchFailed(
          "Carillon could not start: " + failed.what() + ". Its log is in " + home.logs() + ".",
          failed);
    }
  }

  private void stop(Stack stack, ControlSocket control) {
    say("Stopping");
    stack.stop();
    try {
      control.close();
    } catch (IOException broken) {
      say("Could not tidy up: " + broken.getMessage());
    }
    say("Carillon has stopped");
  }

  private String answer(Stack stack, String request) {
    if (!request.startsWith("restart ")) {
      return "not understood: " + request;
    }
    try {
      stack.restart(request.substring("restart ".length()));
      return "ok";
    } catch (RuntimeException refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  private void say(String sentence) {
    out.println(sentence);
    out.flush();
  }
}
