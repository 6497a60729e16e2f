/// The HTTP face, as `docs/api.md` fixes it: reads a request, asks, and turns the outcome into an
/// answer.
///
/// Bodies are parsed in one place ([Bodies]), callers are let in by one door ([Entrance]), and
/// refusals become problem documents in one table ([Problems], beside those of every service). A
/// request about a board that another instance owns is passed on whole ([Owner]). Runs on the event
/// loops and never blocks them.
@NullMarked
package io.carillon.leaderboard.api;

import org.jspecify.annotations.NullMarked;
