//! Work on items side by side, with the results consumed in the items' order.
//!
//! The one place in the crate that knows threads. What is produced, what is done with it and who consumes
//! it are the caller's; the outcome is the same on any number of threads.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Items under way for each thread: room enough that no thread waits for a slow neighbour.
const UNDER_WAY: usize = 4;

/// Threads that pay: more than these would wait for the one that consumes.
const MOST_THREADS: usize = 4;

/// How many threads this machine gives.
pub fn threads() -> usize {
    thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS)
}

/// Brings items with `produce` until it says that there are no more, works on them with the threads'
/// own `worker()`s, and hands them to `consume` one by one in the order in which they were produced.
///
/// Items are reused, with whatever `consume` leaves in them. Nothing overlaps on one thread.
pub fn in_order<T: Default + Send, W: FnMut(&mut T)>(
    threads: usize,
    mut produce: impl FnMut(&mut T) -> bool + Send,
    worker: impl Fn() -> W + Sync,
    mut consume: impl FnMut(&mut T) + Send,
) {
    if threads < 2 {
        let (mut item, mut work) = (T::default(), worker());
        while produce(&mut item) {
            work(&mut item);
            consume(&mut item);
        }
        return;
    }
    let crew = Crew {
        produce: Mutex::new((0, Some(produce))),
        reorder: Mutex::new(Reorder { waiting: BTreeMap::new(), next: 0, is_consuming: false, is_broken: false }),
        spare: Mutex::new((0..threads * UNDER_WAY).map(|_| T::default()).collect()),
        returned: Condvar::new(),
        consume: Mutex::new(consume),
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(|| crew.run(worker()));
        }
        crew.run(worker());
    });
}

struct Crew<T, P, C> {
    /// The number of the next item, and who produces it; nobody once there are no more.
    produce: Mutex<(u64, Option<P>)>,
    reorder: Mutex<Reorder<T>>,
    spare: Mutex<Vec<T>>,
    /// A spare item came back.
    returned: Condvar,
    consume: Mutex<C>,
}

/// Where items wait until all before them are consumed.
struct Reorder<T> {
    waiting: BTreeMap<u64, T>,
    next: u64,
    is_consuming: bool,
    /// A thread panicked: what it had will never come.
    is_broken: bool,
}

impl<T: Send, P: FnMut(&mut T) -> bool, C: FnMut(&mut T)> Crew<T, P, C> {
    fn run(&self, mut work: impl FnMut(&mut T)) {
        let _alarm = Alarm(self);
        while let Some(mut item) = self.spare() {
            let Some(number) = self.produce(&mut item) else { return };
            work(&mut item);
            self.submit(number, item);
        }
    }

    /// An item that is free; nothing where a thread has panicked.
    fn spare(&self) -> Option<T> {
        let mut spare = lock(&self.spare);
        loop {
            if lock(&self.reorder).is_broken {
                return None;
            }
            if let Some(item) = spare.pop() {
                return Some(item);
            }
            spare = self.returned.wait(spare).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn produce(&self, item: &mut T) -> Option<u64> {
        let mut next = lock(&self.produce);
        let (number, produce) = &mut *next;
        if !produce.as_mut()?(item) {
            *produce = None;
            return None;
        }
        *number += 1;
        Some(*number - 1)
    }

    /// Hands in an item, and consumes whatever is next, unless another thread does.
    fn submit(&self, number: u64, item: T) {
        let mut reorder = lock(&self.reorder);
        reorder.waiting.insert(number, item);
        if reorder.is_consuming {
            return;
        }
        reorder.is_consuming = true;
        while let Some(mut item) = {
            let next = reorder.next;
            reorder.waiting.remove(&next)
        } {
            reorder.next += 1;
            drop(reorder);
            (lock(&self.consume))(&mut item);
            lock(&self.spare).push(item);
            self.returned.notify_one();
            reorder = lock(&self.reorder);
        }
        reorder.is_consuming = false;
    }
}

/// What a panic leaves behind is never looked at: the scope passes the panic on.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Wakes those who would wait in vain for an item of a thread that panicked.
struct Alarm<'a, T: Send, P: FnMut(&mut T) -> bool, C: FnMut(&mut T)>(&'a Crew<T, P, C>);

impl<T: Send, P: FnMut(&mut T) -> bool, C: FnMut(&mut T)> Drop for Alarm<'_, T, P, C> {
    fn drop(&mut self) {
        if thread::panicking() {
            let _spare = lock(&self.0.spare);
            lock(&self.0.reorder).is_broken = true;
            self.0.returned.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;

    fn squares(threads: usize, count: u64, work: impl Fn(u64) -> u64 + Sync) -> Vec<u64> {
        let (mut numbers, mut consumed) = (0..count, Vec::new());
        in_order(
            threads,
            |item: &mut u64| numbers.next().map(|next| *item = next).is_some(),
            || |item| *item = work(*item),
            |item| consumed.push(*item),
        );
        consumed
    }

    #[test]
    fn items_are_consumed_in_the_order_in_which_they_were_produced() {
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
