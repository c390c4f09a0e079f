//! Grades a bureau's measured performance indicators against its official table and rolls them up
//! into a budget-weighted score.
//!
//! # The flow
//!
//! It goes one way; a later stage never reaches back, and no stage parses what an earlier one has parsed.
//!
//! ```text
//!            table's text                    files                  arguments
//!                 │                            │                        │
//!              targets                       bytes ◄──────── run ◄── cli
//!                 │                            │  actuals: decoding     │
//!                 │                          text                     streams
//!                 │                            │  header, rows          ▲
//!                 │                          rows                       │
//!                 ├──── names ───────────────► │  lookup, value         │
//!                 │                         actuals                     │
//!                 ├──── cut-offs ────────────► │  grading               │
//!                 │                         outcomes                    │
//!                 └──── budgets, points ─────► │  scoring               │
//!                                            scores                     │
//!                                              │  report                │
//!                                            figures ──► a format ──────┘
//! ```
//!
//! What is wrong on the way becomes a problem of [`diagnostic`], in facts; words are made of them at the
//! end. Only the command line, which is the feature `command-line`, knows files, streams, clock and
//! terminal; everything below it goes from bytes to bytes, and only [`crew`] knows threads. What any shell
//! around the library does is one [`job`]. The rules are in [`spec`].
//!
//! # Words
//!
//! | word | what it is |
//! | --- | --- |
//! | unit | 填报单位, the unit that reports; one report is of one unit |
//! | bureau | 部门, whose table the units are scored against |
//! | library | the tables of a run, of one bureau or several |
//! | actual | 实际值, the measured value of an indicator |
//! | stated | what is known of an indicator: reported, missing or not applicable |
//! | measure | 计量单位, what a number is measured in; budgets have one too |
//! | cut-off | 标准, what an actual must reach for a grade |
//! | grade | 等级, excellent to poor: of an indicator by its cut-offs, of a score by its band |
//! | band | the scores that have one grade |
//! | attainment | the cut-off that an actual reaches, or none of them |
//! | outcome | a stated attainment |
//! | problem | an error or a warning, in facts |
//! | note | 偏差原因, what a unit says of an indicator; a remark is the report's own |
//! | form, return slip | 填报表, what a unit fills in; 退回单, what it must correct |
//! | earlier | of the report that this one is compared with |
//! | change | what became of a score since the earlier report, and the parts of that by their causes |
//! | gone | an activity or indicator of the earlier table that the table has no more |
//!
//! For what is not in a report there are these words, and no others:
//!
//! | word | what it is |
//! | --- | --- |
//! | missing | an indicator without a value, of a unit that reports |
//! | rejected | a row with an error |
//! | left out | a unit that is not scored, since a row or file of it is in error |
//! | unread | a file, a sheet, or rows that were not read: those from a line on, and those that are no indicators |
//! | blank | a unit whose form is empty: all its indicators are missing; `empty` in data, 空表 for people |
//! | absent | a unit that was expected and has no row |
//! | unexpected | a unit that reports and is not on the list of those expected |
//! | left | a unit of the earlier report that this one says nothing of |
//! | folded | problems beyond those that are shown, counted by their codes |
//!
//! # From bytes to a report
//!
//! ```
//! use score::actuals::{self, Input, Intake, KeepCells, Options};
//! use score::report::{Level, Scorer};
//! use score::scoring::MissingPolicy;
//! use score::targets::{Library, Targets};
//!
//! let library = Library::from(Targets::bundled());
//! let csv = "工作活动,绩效指标,实际值\n综合业务管理,综合业务完成率,100%\n市场监督管理,案件办结率,45/60\n";
//! let input = Input {
//!     name: Some("甲县.csv".into()),
//!     own_name: Some("甲县".to_owned()),
//!     is_found: false,
//!     open: Ok(Box::new(move || Ok(Box::new(csv.as_bytes())))),
//! };
//! let intake = Intake::new(&library, KeepCells::Everything);
//! let (actuals, problems) = actuals::read([input], &Options::default(), 1, intake, || ());
//!
//! let mut outcomes = Vec::new();
//! let scorer = Scorer::new(library.targets(0), MissingPolicy::Skip);
//! let unit = scorer.unit(actuals.unit(0, &mut outcomes), Level::Indicator);
//! assert_eq!(unit.unit, Some("甲县"));
//! // 75% is 良: (63 × 100 + 74 × 80) ÷ (63 + 74) = 89.197…
//! assert_eq!(unit.standing.min().map(|score| score.to_string()), Some("89.20".to_owned()));
//! assert_eq!(unit.counts.missing, 22);
//! # assert_eq!(problems.count_of(score::diagnostic::Severity::Error), 0);
//! ```

pub mod actuals;
pub mod against;
pub mod change;
#[cfg(feature = "command-line")]
pub mod cli;
pub mod crew;
mod delimited;
pub mod diagnostic;
mod digest;
pub mod folder;
pub mod grading;
pub mod job;
pub mod language;
mod named;
pub mod names;
pub mod number;
pub mod own;
pub mod report;
#[cfg(feature = "command-line")]
pub mod run;
pub mod scoring;
pub mod spec;
pub mod stated;
pub mod tables;
pub mod targets;
pub mod template;
