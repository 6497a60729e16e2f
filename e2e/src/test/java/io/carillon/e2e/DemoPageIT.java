package io.carillon.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The demo page in a real browser: two people on two gateways see each other.
class DemoPageIT {
  private static final double PATIENCE_MS = 20_000;

  private final Stack stack = Stack.shared();
  private Browser browser = new Browser();

  @BeforeEach
  void patience() {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
  }

  @AfterEach
  void close() {
    browser.close();
  }

  @Test
  @DisplayName(
      "R68 R69 R101 a message, typing and the online list go from one browser to the other")
  void chat() {
    // Given
    Page ana = signedIn(browser.person(), 0, "ana");
    Page bo = signedIn(browser.person(), 1, "bo");
    assertThat(part(ana, "member").and(ana.locator("[data-user=bo]"))).isVisible();
    String text = "Hello from " + UUID.randomUUID();
    // When
    part(ana, "message-input").pressSequentially(text.substring(0, 8));
    assertThat(part(bo, "typing")).containsText("ana");
    part(ana, "message-input").fill(text);
    part(ana, "send").click();
    // Then
    assertThat(part(bo, "message-content").last()).hasText(text);
    assertThat(part(ana, "message").last()).hasAttribute("data-state", "stored");
    assertThat(part(ana, "message-content").filter(new Locator.FilterOptions().setHasText(text)))
        .hasCount(1);
    assertThat(part(bo, "typing")).hasAttribute("data-active", "false");
    Browser.screenshot(ana, "chat-ana");
    Browser.screenshot(bo, "chat-bo");
    bo.reload();
    assertThat(part(bo, "message-content").last()).hasText(text);
  }

  @Test
  @DisplayName(
      "R96 R97 the viewer count goes up with a second browser, down when a tab closes, down when the browser is killed")
  void viewers() {
    // Given
    Page ana = signedIn(browser.person(), 0, "ana");
    part(ana, "product-103").click();
    Page bo = signedIn(browser.person(), 1, "bo");
    part(bo, "product-103").click();
    // Then
    assertThat(part(ana, "viewers")).hasAttribute("data-others", "1");
    assertThat(part(bo, "viewers")).hasAttribute("data-others", "1");
    Browser.screenshot(ana, "viewers");
    // When
    bo.close();
    // Then
    assertThat(part(ana, "viewers")).isHidden();
    // When: a whole browser ends without a word
    try (var doomed = new KillableBrowser()) {
      Page third = signedIn(doomed.page(), 1, "third");
      part(third, "product-103").click();
      assertThat(part(ana, "viewers")).hasAttribute("data-others", "1");
      doomed.kill9();
    }
    // Then
    assertThat(part(ana, "viewers")).isHidden();
  }

  @Test
  @DisplayName("R113 R114 R115 points move a row in both browsers, with the direction of the move")
  void ranking() {
    // Given
    Page ana = signedIn(browser.person(), 0, "ana");
    Page bo = signedIn(browser.person(), 1, "bo");
    Locator boInAnas = part(ana, "ranking-row").and(ana.locator("[data-user=bo]"));
    // When
    part(ana, "add-10").click();
    part(bo, "add-50").click();
    // Then
    assertThat(boInAnas).isVisible();
    assertThat(part(bo, "ranking-row").and(bo.locator("[data-user=ana]"))).isVisible();
    assertThat(boInAnas).hasAttribute("data-score", Pattern.compile("[0-9]+"));
    // When
    String rank = boInAnas.getAttribute("data-rank");
    while (!"1".equals(rank)) {
      int before = Integer.parseInt(boInAnas.getAttribute("data-score"));
      part(bo, "add-50").click();
      assertThat(boInAnas).hasAttribute("data-score", Integer.toString(before + 50));
      rank = boInAnas.getAttribute("data-rank");
    }
    // Then
    assertThat(part(bo, "ranking-row").first()).hasAttribute("data-user", "bo");
    Browser.screenshot(ana, "ranking");
  }

  @Test
  @DisplayName("R132 the page stands on a phone and in the dark")
  void phone() {
    // Given
    Page phone = signedIn(browser.person(390, 844, ColorScheme.DARK), 0, "cleo");
    // When
    for (String tab : new String[] {"tab-product", "tab-ranking", "tab-chat"}) {
      part(phone, tab).click();
      Browser.screenshot(phone, "phone-" + tab);
    }
    // Then
    assertThat(part(phone, "message-input")).isVisible();
    Object overflow =
        phone.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    org.assertj.core.api.Assertions.assertThat(overflow).isEqualTo(0);
  }

  private Page signedIn(Page page, int gateway, String name) {
    page.navigate("http://127.0.0.1:" + stack.gateway(gateway) + "/");
    part(page, "sign-in").click();
    page.locator("input[name=username]").fill(name);
    page.locator("input[type=submit], button[type=submit]").first().click();
    assertThat(part(page, "connection"))
        .hasAttribute(
            "data-state",
            "connected",
            new LocatorAssertions.HasAttributeOptions().setTimeout(30_000));
    return page;
  }

  private static Locator part(Page page, String id) {
    return page.getByTestId(id);
  }
}
