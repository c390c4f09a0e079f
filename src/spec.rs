#![doc = include_str!("spec.md")]
