//! How deep the tests go: few cases where somebody waits for them, many where nobody does.
//!
//! `SCORE_TEST_DEPTH=full` tries all that `.ci/run` tries. Random cases are the same in every run;
//! `SCORE_TEST_SEED=7` gives others, `SCORE_TEST_SEED=random` others each time, and `SCORE_TEST_CASES=1000`
//! so many. A property that fails prints what repeats it.

use std::env;

use proptest::test_runner::{Config, RngSeed};

/// What random cases are made from unless another seed is asked for.
const SEED: u64 = 414;

/// The number for this depth.
pub(crate) fn of<T>(few: T, many: T) -> T {
    let is_full = env::var_os("SCORE_TEST_DEPTH").is_some_and(|depth| depth == "full");
    if is_full { many } else { few }
}

/// Cases of a property at either depth. Counterexamples print the files that make them, so none is
/// stored.
pub(crate) fn cases(few: u32, many: u32) -> Config {
    let (cases, seed) = (count(few, many), seed());
    say_how_to_repeat(cases, seed);
    Config { cases, rng_seed: RngSeed::Fixed(seed), failure_persistence: None, ..Config::default() }
}

/// The seeds of random cases that are made one by one, at either depth.
pub(crate) fn seeds(few: u32, many: u32) -> std::ops::Range<u64> {
    let (cases, seed) = (count(few, many), seed());
    say_how_to_repeat(cases, seed);
    seed..seed + u64::from(cases)
}

/// How many random cases there are at either depth, or are asked for.
fn count(few: u32, many: u32) -> u32 {
    env::var("SCORE_TEST_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or_else(|| of(few, many))
}

/// What random cases are made from.
pub(crate) fn seed() -> u64 {
    match env::var("SCORE_TEST_SEED").as_deref() {
        Err(_) => SEED,
        Ok("random") => std::hash::BuildHasher::hash_one(&std::hash::RandomState::new(), ()),
        Ok(seed) => seed.parse().expect("SCORE_TEST_SEED is a number or `random`"),
    }
}

#[expect(clippy::print_stderr, reason = "shown only with a test that fails")]
fn say_how_to_repeat(cases: u32, seed: u64) {
    let name = std::thread::current().name().unwrap_or_default().to_owned();
    eprintln!(
        "to repeat: SCORE_TEST_SEED={seed} SCORE_TEST_CASES={cases} cargo test --test main -- --include-ignored --exact {name}"
    );
}
