package io.carillon.entrance;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LayersTest {

  private static final String ROOT = "io.carillon.entrance";
  private static final JavaClasses MODULE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  @DisplayName("no service is known here, nor the gateway or the outbox")
  void belowTheServices() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.carillon.chat..",
            "io.carillon.presence..",
            "io.carillon.leaderboard..",
            "io.carillon.gateway..",
            "io.carillon.outbox..")
        .check(MODULE);
  }

  @Test
  @DisplayName(
      "settings know nothing, problems only themselves, bodies only problems, identity all three")
  void layers() {
    onlyKnows("platform", "io.carillon.events");
    onlyKnows("problem");
    onlyKnows("json", ROOT + ".problem");
    onlyKnows(
        "identity",
        ROOT + ".json",
        ROOT + ".problem",
        ROOT + ".platform",
        "io.carillon.events",
        "io.carillon.apps",
        "io.carillon.protocol");
  }

  @Test
  @DisplayName("packages have no cycles")
  void noCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(MODULE);
  }

  @Test
  @DisplayName("names say what a thing is")
  void names() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Manager|Helper|Utils?|DTO|Service)")
        .orShould()
        .haveNameMatching(".*\\.(Abstract|Base)[A-Z].*")
        .check(MODULE);
  }

  private static void onlyKnows(String layer, String... others) {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "." + layer)
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.carillon..")
                .and(not(resideInAPackage(ROOT + "." + layer)))
                .and(not(resideInAnyPackage(others))))
        .check(MODULE);
  }
}
