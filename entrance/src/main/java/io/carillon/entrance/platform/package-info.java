/// The settings that all services of one installation have alike (`carillon.…`): where it runs, its
/// topics, its apps.
@NullMarked
package io.carillon.entrance.platform;

import org.jspecify.annotations.NullMarked;
