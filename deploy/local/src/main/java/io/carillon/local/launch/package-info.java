/// The launcher behind `./carillon`: plans the parts from options and environment, starts them in
/// the order of their needs, watches them, and stops them in the reverse order. One launcher runs
/// per home directory (a file lock); what it started stands in a state file, from which `status`
/// reads and from which the next launcher finds what a killed one left behind. A part that dies is
/// reported and stays down until `restart`.
@NullMarked
package io.carillon.local.launch;

import org.jspecify.annotations.NullMarked;
