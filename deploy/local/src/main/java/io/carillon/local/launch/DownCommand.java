package io.carillon.local.launch;

import io.carillon.local.process.Program.Signal;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/// `carillon down`: stops the stack that runs in this home directory, or what a killed one left.
@Command(name = "down", description = "Stops what runs.")
final class DownCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @ParentCommand private Carillon carillon = new Carillon();

  @Override
  public Integer call() throws IOException {
    var stateFile = new StateFile(carillon.home().state());
    var state = stateFile.read();
    if (state.isEmpty()) {
      System.out.println("Carillon is not running.");
      return 0;
    }
    var wasRunning = state.get().running();
    state.get().launcher().stop(Signal.TERM, PATIENCE);
    // A launcher that ended in good order has stopped its parts and deleted the file.
    var left = stateFile.read();
    if (left.isPresent()) {
      Leftovers.stop(left.get())
          .forEach(part -> System.out.println("Stopped what was left: " + part.name()));
      ControlSocket.remove(left.get().control());
      stateFile.delete();
    }
    System.out.println(wasRunning ? "Carillon has stopped." : "Carillon was not running.");
    return 0;
  }
}
