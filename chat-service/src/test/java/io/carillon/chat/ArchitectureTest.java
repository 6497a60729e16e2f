package io.carillon.chat;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.carillon.chat");

  @Test
  @DisplayName("data goes one way: api, then store, then publish; all know the domain")
  void layers() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("api")
        .definedBy("..chat.api..")
        .layer("identity")
        .definedBy("..chat.identity..")
        .layer("store")
        .definedBy("..chat.store..")
        .layer("publish")
        .definedBy("..chat.publish..")
        .layer("profile")
        .definedBy("..chat.profile..")
        .layer("domain")
        .definedBy("..chat.domain..")
        .whereLayer("api")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("identity")
        .mayOnlyBeAccessedByLayers("api")
        .whereLayer("store")
        .mayOnlyBeAccessedByLayers("api")
        .whereLayer("publish")
        .mayOnlyBeAccessedByLayers("api", "store")
        .whereLayer("profile")
        .mayOnlyBeAccessedByLayers("api", "publish")
        .whereLayer("domain")
        .mayOnlyBeAccessedByLayers("api", "identity", "store", "publish", "profile")
        .check(CLASSES);
  }

  @Test
  @DisplayName("the domain is plain Java")
  void domain() {
    classes()
        .that()
        .resideInAPackage("..chat.domain..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", "io.carillon.chat.domain..")
        .check(CLASSES);
  }

  @Test
  @DisplayName(
      "what the services have alike at their edge is known at the edge; its settings to publish")
  void entrance() {
    noClasses()
        .that()
        .resideInAnyPackage("..chat.domain..", "..chat.store..", "..chat.profile..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.carillon.entrance..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("..chat.publish..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.carillon.entrance.identity",
            "io.carillon.entrance.json",
            "io.carillon.entrance.problem")
        .check(CLASSES);
  }

  @Test
  void noCycles() {
    slices().matching("io.carillon.chat.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  @DisplayName("names say what a thing is")
  void names() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Manager|Helper|Utils?|DTO|Service)")
        .orShould()
        .haveSimpleNameStartingWith("Abstract")
        .orShould()
        .haveSimpleNameStartingWith("Base")
        .check(CLASSES);
  }
}
