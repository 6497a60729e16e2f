/// The administration of apps, for people and their tools: `/api/admin`, JSON, bearer tokens of the
/// issuer in the gateway's settings.
///
/// A request is admitted in one place ([AdminGate]: token, issuer, role), what it makes of an app
/// is decided without any I/O ([AppCommand]), and one place carries it out ([AppEditing]: audit,
/// topic, read back, audit). Answered only when this gateway's own registry shows the change, so
/// whoever reads next sees it; other gateways and services follow within moments. Editing runs on
/// virtual threads of its own, a bounded number at a time; event loops never wait.
@NullMarked
package io.carillon.gateway.admin;

import org.jspecify.annotations.NullMarked;
