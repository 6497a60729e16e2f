package io.carillon.presence;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PackagesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.carillon.presence");

  @Test
  @DisplayName("the domain is plain Java: it knows the log's keys and nothing else")
  void domainIsPlainJava() {
    classes()
        .that()
        .resideInAPackage("io.carillon.presence.domain")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.carillon.presence.domain", "io.carillon.events", "java..", "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  @DisplayName("nobody knows the HTTP edge")
  void nobodyKnowsTheEdge() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.carillon.presence.api")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.carillon.presence.api")
        .check(CLASSES);
  }

  @Test
  @DisplayName(
      "what the services have alike at their edge is known at the edge; its settings to all but the domain")
  void entrance() {
    noClasses()
        .that()
        .resideInAPackage("io.carillon.presence.domain")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.carillon.entrance..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages("io.carillon.presence.api", "io.carillon.presence.identity")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.carillon.entrance.identity",
            "io.carillon.entrance.json",
            "io.carillon.entrance.problem")
        .check(CLASSES);
  }

  @Test
  @DisplayName("packages have no cycles")
  void noCycles() {
    slices().matching("io.carillon.presence.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  @DisplayName("names say what a class is, not that it helps")
  void bannedNames() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Manager|Helper|Utils?|DTO)")
        .orShould()
        .haveNameMatching(".*\\.(Abstract|Base)[A-Z].*")
        .check(CLASSES);
  }
}
