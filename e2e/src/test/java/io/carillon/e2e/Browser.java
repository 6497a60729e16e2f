package io.carillon.e2e;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A real Chromium, the machine's own, in a process that can be killed.
final class Browser implements AutoCloseable {
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser browser;

  Browser() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(new LaunchOptions().setExecutablePath(chromium()).setArgs(FLAGS));
  }

  /// The one that `./carillon test` found, or the usual places.
  private static Path chromium() {
    String found = System.getenv("CARILLON_CHROMIUM");
    return Stream.of(found == null ? "" : found, "/usr/bin/chromium", "/usr/bin/google-chrome")
        .filter(path -> !path.isEmpty())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("install a Chromium, or name one in CARILLON_CHROMIUM"));
  }

  /// A page of its own context: another person at another machine.
  Page person(int width, int height, ColorScheme colors) {
    BrowserContext context =
        browser.newContext(
            new NewContextOptions().setViewportSize(width, height).setColorScheme(colors));
    return context.newPage();
  }

  Page person() {
    return person(1280, 860, ColorScheme.LIGHT);
  }

  /// Keeps what the page shows, under `target/screenshots`.
  static void screenshot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Stack.directory().resolve("e2e/target/screenshots").resolve(name + ".png")));
  }

  @Override
  public void close() {
    playwright.close();
  }
}
