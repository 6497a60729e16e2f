package io.carillon.leaderboard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final String ROOT = "io.carillon.leaderboard";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void domainIsPlainJava() {
    classes()
        .that()
        .resideInAPackage(ROOT + ".domain")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(ROOT + ".domain", "java..", "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void nobodyKnowsTheApi() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".api")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".api")
        .check(CLASSES);
  }

  @Test
  void publishAndStoreKnowOnlyTheDomain() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".publish", ROOT + ".store", ROOT + ".identity")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + ".stream", ROOT + ".api")
        .check(CLASSES);
  }

  @Test
  void onlyTheEdgeKnowsTheEntrance() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".domain")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.carillon.entrance..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".api", ROOT + ".identity")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.carillon.entrance.identity",
            "io.carillon.entrance.json",
            "io.carillon.entrance.problem")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void namesSayWhatThingsAre() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Manager|Helper|Utils?|DTO|Service)")
        .orShould()
        .haveNameMatching(".*\\.(Abstract|Base)[A-Z].*")
        .check(CLASSES);
  }
}
