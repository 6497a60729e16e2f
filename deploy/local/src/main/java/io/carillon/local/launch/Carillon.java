package io.carillon.local.launch;

import io.carillon.local.part.Workspace;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The command line behind the `carillon` script.
@Command(
    name = "carillon",
    description = "Runs Carillon on this machine.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {UpCommand.class, DownCommand.class, StatusCommand.class, RestartCommand.class})
public final class Carillon {
  @SuppressWarnings("unused") // picocli acts on it by itself
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this.")
  private boolean help;

  static final int FAILED = 1;

  private final Workspace workspace = Workspace.find();
  private final Home home = Home.from(System.getenv(), workspace.root());

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Carillon())
        .setExecutionExceptionHandler((failure, command, parsed) -> {
          if (failure instanceof LaunchFailed told) {
            command.getErr().println(told.getMessage());
            return FAILED;
          }
          throw failure;
        });
  }

  Workspace workspace() {
    return workspace;
  }

  Home home() {
    return home;
  }
}
