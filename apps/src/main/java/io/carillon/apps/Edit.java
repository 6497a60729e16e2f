package io.carillon.apps;

/// Which edit a record of the topic belongs to, as its headers say.
///
/// @param id names the edit, so that its editor knows the record when it reads it back
/// @param version one above the version that the editor had seen
record Edit(String id, long version) {}
