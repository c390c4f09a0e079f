//! What goes wrong outside of the input's text: disks, pipes, permissions, and the plug that is pulled.

mod cut;
#[cfg(unix)]
mod disk;
#[cfg(unix)]
mod kill;
#[cfg(unix)]
mod permission;
#[cfg(unix)]
mod special;
