package io.carillon.e2e;

import com.microsoft.playwright.Page;
import java.util.Set;
import java.util.stream.Collectors;

/// A browser whose process ends without a word when told so.
final class KillableBrowser implements AutoCloseable {
  private final Browser browser;
  private final Set<ProcessHandle> processes;

  KillableBrowser() {
    Set<ProcessHandle> before = chromiums();
    browser = new Browser();
    processes = chromiums();
    processes.removeAll(before);
  }

  private static Set<ProcessHandle> chromiums() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().command().orElse("").contains("chrom"))
        .collect(Collectors.toSet());
  }

  Page page() {
    return browser.person();
  }

  void kill9() {
    processes.forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    try {
      browser.close();
    } catch (com.microsoft.playwright.PlaywrightException e) {
      // It was killed: there is nothing left to close.
    }
  }
}
