package io.carillon.local.launch;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `carillon restart PART`: starts a part that is down again, or stops and starts one that is up.
@Command(
    name = "restart",
    description = "Starts one part again, on the same port and data; returns when it is ready.")
final class RestartCommand implements Callable<Integer> {
  @ParentCommand private Carillon carillon = new Carillon();

  @Parameters(
      paramLabel = "PART",
      description = "As in status: gateway, gateway-2, chat, kafka, ...")
  private String part = "";

  @Override
  public Integer call() throws IOException {
    var state =
        new StateFile(carillon.home().state())
            .read()
            .filter(StackState::running)
            .orElseThrow(() -> new LaunchFailed("Carillon is not running: ./carillon up"));
    var answer = ControlSocket.ask(state.control(), "restart " + part);
    if (!answer.equals("ok")) {
      throw new LaunchFailed(answer);
    }
    System.out.println(part + " is up");
    return 0;
  }
}
