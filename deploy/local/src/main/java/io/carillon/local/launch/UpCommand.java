package io.carillon.local.launch;

import java.io.Console;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `carillon up`: starts everything and stays until Ctrl-C, or returns when ready.
@Command(
    name = "up",
    description =
        "Builds what changed, starts everything and says when it is ready; Ctrl-C stops everything.")
final class UpCommand implements Callable<Integer> {
  @ParentCommand private Carillon carillon = new Carillon();

  @Option(
      names = "--gateways",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many gateways (8080, 8180, 8280, ...).")
  private int gateways;

  @Option(
      names = "--brokers",
      paramLabel = "N",
      defaultValue = "1",
      description = "1, or 3 for a cluster that survives the loss of a broker.")
  private int brokers;

  @Option(
      names = "--only",
      paramLabel = "PART",
      split = ",",
      description =
          "Start only these: postgresql, kafka, oidc, gateway, chat, presence, leaderboard.")
  private Set<String> only = Set.of();

  @Option(names = "--background", description = "Return when everything is ready.")
  private boolean background;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var options = new StackOptions(gateways, brokers, only, System.getenv());
    if (background) {
      return new BackgroundStart(carillon.home(), carillon.workspace(), options).run(System.out);
    }
    var terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    new Launcher(options, carillon.home(), carillon.workspace(), System.out, terminal).run();
    return Carillon.FAILED;
  }
}
