package io.carillon.gateway.socket;

import io.carillon.local.testing.LocalParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/// The same frames where sockets stay in the WebSocket extension.
@QuarkusTest
@TestProfile(EndpointSocketIT.WithoutChannel.class)
@QuarkusTestResource(
    value = LocalParts.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,oidc"))
class EndpointFramesIT extends FramesIT {}
