package io.carillon.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LayersTest {
  private static final JavaClasses GATEWAY =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("io.carillon.gateway");

  @Test
  @DisplayName("channel knows neither sockets nor Kafka")
  void channelStandsAlone() {
    noClasses()
        .that()
        .resideInAPackage("..gateway.channel..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "..gateway.socket..",
            "..gateway.stream..",
            "..gateway.membership..",
            "..gateway.publish..",
            "..gateway.api..",
            "org.apache.kafka..",
            "io.vertx..",
            "io.quarkus..")
        .check(GATEWAY);
  }

  @Test
  @DisplayName("fallback has no rules of its own: what a connection may is known to socket alone")
  void fallbackHasNoRules() {
    noClasses()
        .that()
        .resideInAPackage("..gateway.fallback..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "..gateway.stream..",
            "..gateway.membership..",
            "..gateway.publish..",
            "org.apache.kafka..")
        .check(GATEWAY);
  }

  @Test
  @DisplayName("limit decides, and knows neither sockets nor HTTP")
  void limitStandsAlone() {
    noClasses()
        .that()
        .resideInAPackage("..gateway.limit..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "..gateway.socket..",
            "..gateway.stream..",
            "..gateway.membership..",
            "..gateway.publish..",
            "..gateway.api..",
            "io.vertx..",
            "io.quarkus..")
        .check(GATEWAY);
  }

  @Test
  @DisplayName("Packages have no cycles")
  void noCycles() {
    slices().matching("io.carillon.gateway.(*)..").should().beFreeOfCycles().check(GATEWAY);
  }

  @Test
  @DisplayName("Nothing goes to the hub around the log: only readers hand over batches")
  void onlyReadersDeliver() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "..gateway.socket..",
            "..gateway.api..",
            "..gateway.publish..",
            "..gateway.forward..",
            "..gateway.route..",
            "..gateway.mend..")
        .should()
        .dependOnClassesThat()
        .haveSimpleName("ChannelBatch")
        .check(GATEWAY);
  }

  @Test
  @DisplayName("Administration stands on its own: nothing knows it, and it touches no socket")
  void administration() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..gateway.admin..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..gateway.admin..")
        .check(GATEWAY);
    noClasses()
        .that()
        .resideInAPackage("..gateway.admin..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..gateway.socket..", "..gateway.channel..", "..gateway.membership..")
        .check(GATEWAY);
  }

  @Test
  @DisplayName("R143 every resource of the administration stands behind its gate")
  void administrationIsClosed() {
    classes()
        .that()
        .resideInAPackage("..gateway.admin..")
        .and()
        .areAnnotatedWith("jakarta.ws.rs.Path")
        .should()
        .beAnnotatedWith("io.carillon.gateway.admin.Administrative")
        .check(GATEWAY);
  }

  @Test
  @DisplayName("Routes and the log's upkeep only write to the log: they know nothing of delivery")
  void forwardingStandsAlone() {
    noClasses()
        .that()
        .resideInAnyPackage("..gateway.forward..", "..gateway.route..", "..gateway.mend..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "..gateway.channel..",
            "..gateway.socket..",
            "..gateway.stream..",
            "..gateway.membership..",
            "..gateway.cache..",
            "..gateway.api..")
        .check(GATEWAY);
  }

  @Test
  @DisplayName("Names say what a thing is")
  void names() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Impl")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("DTO")
        .orShould()
        .haveSimpleNameStartingWith("Abstract")
        .orShould()
        .haveSimpleNameStartingWith("Base")
        .check(GATEWAY);
  }
}
