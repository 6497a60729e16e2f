package io.carillon.apps;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LayersTest {
  private static final JavaClasses MODULE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.carillon.apps");

  @Test
  @DisplayName(
      "Depends on the Kafka client, Jackson and logging, on no part of the platform but events")
  void dependencies() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.carillon.apps",
            "io.carillon.events",
            "java..",
            "javax.crypto..",
            "com.fasterxml.jackson..",
            "org.apache.kafka..",
            "org.jboss.logging",
            "org.jspecify..")
        .check(MODULE);
  }

  @Test
  @DisplayName("Only readers and the writer talk to Kafka")
  void kafka() {
    noClasses()
        .that()
        .doNotHaveSimpleName("AppReader")
        .and()
        .doNotHaveSimpleName("AppRegistry")
        .and()
        .doNotHaveSimpleName("AppWriter")
        .and()
        .doNotHaveSimpleName("EditHeaders")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka..")
        .check(MODULE);
  }

  @Test
  @DisplayName("No class is named after a habit")
  void names() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Manager|Helper|Utils?|DTO|Service)")
        .orShould()
        .haveNameMatching(".*\\.(Abstract|Base)[A-Z].*")
        .check(MODULE);
  }
}
