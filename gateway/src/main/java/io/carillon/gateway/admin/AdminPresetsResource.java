package io.carillon.gateway.admin;

import static io.carillon.gateway.admin.Role.VIEWER;

import io.carillon.apps.AppForm;
import io.carillon.apps.LimitsPreset;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;

/// `/api/admin/presets`: limits by name, for the `preset` of an app.
@Administrative
@NonBlocking
@Path("/api/admin/presets")
public class AdminPresetsResource {
  @GET
  @Needs(VIEWER)
  public Response list() {
    return AdminAnswers.list(
        "presets", Arrays.stream(LimitsPreset.values()).map(AppForm::shown).toList());
  }
}
