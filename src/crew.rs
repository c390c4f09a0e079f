//! Work on items side by side, with what comes of it taken in the items' order.
//!
//! The one place in the crate that knows threads. What is brought, what is done with it and who takes
//! it are the caller's; the outcome is the same on any number of threads.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Items under way for each thread: room enough that no thread waits for a slow neighbour.
const UNDER_WAY: usize = 4;

/// Threads that pay: more than these would wait for the one that takes.
const MOST_THREADS: usize = 4;

/// How many threads this machine gives.
pub fn threads() -> usize {
    thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS)
}

/// Brings items with `bring` until it says that there are no more, works on them with the threads'
/// own `worker()`s, and has them taken by `take` one by one in the order in which they were brought.
///
/// Items are reused, with whatever `take` leaves in them. Nothing overlaps on one thread.
pub fn in_order<T: Default + Send, W: FnMut(&mut T)>(
    threads: usize,
    mut bring: impl FnMut(&mut T) -> bool + Send,
    worker: impl Fn() -> W + Sync,
    mut take: impl FnMut(&mut T) + Send,
) {
    if threads < 2 {
        let (mut item, mut work) = (T::default(), worker());
        while bring(&mut item) {
            work(&mut item);
            take(&mut item);
        }
        return;
    }
    let crew = Crew {
        bring: Mutex::new((0, Some(bring))),
        desk: Mutex::new(Desk { waiting: BTreeMap::new(), next: 0, is_taking: false, is_broken: false }),
        spare: Mutex::new((0..threads * UNDER_WAY).map(|_| T::default()).collect()),
        returned: Condvar::new(),
        take: Mutex::new(take),
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(|| crew.run(worker()));
        }
        crew.run(worker());
    });
}

struct Crew<T, B, K> {
    /// The number of the next item, and who brings it; nobody once there are no more.
    bring: Mutex<(u64, Option<B>)>,
    desk: Mutex<Desk<T>>,
    spare: Mutex<Vec<T>>,
    /// A spare item came back.
    returned: Condvar,
    take: Mutex<K>,
}

/// Where items wait until all before them are taken.
struct Desk<T> {
    waiting: BTreeMap<u64, T>,
    next: u64,
    is_taking: bool,
    /// A thread panicked: what it had will never come.
    is_broken: bool,
}

impl<T: Send, B: FnMut(&mut T) -> bool, K: FnMut(&mut T)> Crew<T, B, K> {
    fn run(&self, mut work: impl FnMut(&mut T)) {
        let _alarm = Alarm(self);
        while let Some(mut item) = self.spare() {
            let Some(number) = self.bring(&mut item) else { return };
            work(&mut item);
            self.hand_in(number, item);
        }
    }

    /// An item that is free; nothing where a thread has panicked.
    fn spare(&self) -> Option<T> {
        let mut spare = lock(&self.spare);
        loop {
            if lock(&self.desk).is_broken {
                return None;
            }
            if let Some(item) = spare.pop() {
                return Some(item);
            }
            spare = self.returned.wait(spare).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn bring(&self, item: &mut T) -> Option<u64> {
        let mut next = lock(&self.bring);
        let (number, bring) = &mut *next;
        if !bring.as_mut()?(item) {
            *bring = None;
            return None;
        }
        *number += 1;
        Some(*number - 1)
    }

    /// Puts an item on the desk, and takes from it whatever is next, unless another thread does.
    fn hand_in(&self, number: u64, item: T) {
        let mut desk = lock(&self.desk);
        desk.waiting.insert(number, item);
        if desk.is_taking {
            return;
        }
        desk.is_taking = true;
        while let Some(mut item) = {
            let next = desk.next;
            desk.waiting.remove(&next)
        } {
            desk.next += 1;
            drop(desk);
            (lock(&self.take))(&mut item);
            lock(&self.spare).push(item);
            self.returned.notify_one();
            desk = lock(&self.desk);
        }
        desk.is_taking = false;
    }
}

/// What a panic leaves behind is never looked at: the scope passes the panic on.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Wakes those who would wait in vain for an item of a thread that panicked.
struct Alarm<'a, T: Send, B: FnMut(&mut T) -> bool, K: FnMut(&mut T)>(&'a Crew<T, B, K>);

impl<T: Send, B: FnMut(&mut T) -> bool, K: FnMut(&mut T)> Drop for Alarm<'_, T, B, K> {
    fn drop(&mut self) {
        if thread::panicking() {
            let _spare = lock(&self.0.spare);
            lock(&self.0.desk).is_broken = true;
            self.0.returned.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;

    fn squares(threads: usize, count: u64, work: impl Fn(u64) -> u64 + Sync) -> Vec<u64> {
        let (mut numbers, mut taken) = (0..count, Vec::new());
        in_order(
            threads,
            |item: &mut u64| numbers.next().map(|next| *item = next).is_some(),
            || |item| *item = work(*item),
            |item| taken.push(*item),
        );
        taken
    }

    #[test]
    fn items_are_taken_in_the_order_in_which_they_were_brought() {
        // Every seventh takes long, so that the ones behind it are ready first.
        let work = |number: u64| {
            let rounds = if number.is_multiple_of(7) { 10_000 } else { 1 };
            (0..rounds).fold(number * number, |square, _| std::hint::black_box(square))
        };
        let expected: Vec<_> = (0..500).map(|number| number * number).collect();
        for threads in 1..5 {
            assert_eq!(squares(threads, 500, work), expected, "{threads} threads");
        }
    }

    #[test]
    fn a_panic_of_one_thread_ends_all() {
        let work = |number| if number == 20 { panic!("item {number}") } else { number };
        let result = catch_unwind(AssertUnwindSafe(|| squares(2, 10_000, work)));
        assert!(result.is_err());
    }
}
