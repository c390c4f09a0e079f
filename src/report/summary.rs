//! What a run says of its units below its problems: which are left out, and which did not report.

use std::borrow::Cow;

use super::{Report, shown};
use crate::actuals::{Lines, ListedUnit, Namesakes, Recognised, UnitKey, Unlisted, Unread};
use crate::diagnostic::{TableNotes, place, render, summary_line};
use crate::language::{Language, counted};
use crate::names::printable;
use crate::targets::BureauName;

/// Units that a summary names; of hundreds of thousands the number says more.
const MOST_NAMES: usize = 5_000;
/// Files whose footers are named; of hundreds the number says more.
const MOST_FILES: usize = 20;

/// What a run has to say of its units.
pub struct Summary<'a> {
    /// The report on them.
    pub report: &'a Report<'a>,
    /// What is to be said of the tables.
    pub tables: &'a TableNotes,
    /// Who is called otherwise on the list of those that must report.
    pub recognised: &'a [Recognised],
}

impl Summary<'_> {
    /// Says all problems, and a line for everything else of which there is something to say.
    pub fn text(&self, language: Language, colour: bool) -> String {
        let name = |whose| self.report.name_of(whose, language);
        render(&self.report.problems, &name, language, colour) + &self.lines(language)
    }

    fn lines(&self, language: Language) -> String {
        let lines = [
            summary_line(&self.report.problems, language),
            tables_refused(&self.tables.refused, language),
            odd_tables(self.tables.odd, language),
            self.namesakes(language),
            self.unread_files(language),
            sheets_not_read(self.unread(), language),
            footers_not_read(self.unread(), language),
            self.left_out(language),
            rows_not_read(self.unread(), language),
            self.blank(language),
            self.absent(language),
            self.recognised(language),
            self.unlisted(language),
            self.unmatched(language),
            self.called_otherwise(language),
        ];
        lines.into_iter().flatten().map(|line| line + "\n").collect()
    }

    fn unread(&self) -> &[Unread] {
        &self.report.actuals.unread
    }

    fn left_out(&self, language: Language) -> Option<String> {
        let (count, names) = (self.report.left_out.len(), self.listed(&self.report.left_out, language)?);
        let scored = self.report.is_scored.then_some(self.report.units.len());
        Some(match (scored, language) {
            (Some(scored), Language::Chinese) => format!("已计分 {scored} 个单位，未计分 {count} 个：{names}"),
            (Some(scored), Language::English) => {
                format!("{} scored, {count} not scored: {names}", counted(scored, "unit", "units"))
            }
            (None, Language::Chinese) => format!("有错误的单位 {count} 个：{names}"),
            (None, Language::English) => format!("{} in error: {names}", counted(count, "unit", "units")),
        })
    }

    fn blank(&self, language: Language) -> Option<String> {
        let (count, names) = (self.report.blank.len(), self.listed(&self.report.blank, language)?);
        Some(match language {
            Language::Chinese => format!("空表 {count} 个，一个值也没有填，不算上报：{names}"),
            Language::English => {
                format!(
                    "{} without any value, not counted as reported: {names}",
                    counted(count, "empty form", "empty forms")
                )
            }
        })
    }

    /// Files and folders that are not read, and reports of this program.
    fn unread_files(&self, language: Language) -> Option<String> {
        let reports = self.unread().iter().filter_map(|unread| match unread {
            Unread::Report(file) => Some(place(file, language) + language.pick("（评分报告）", " (a score report)")),
            Unread::Rows(_) | Unread::Sheets { .. } | Unread::Footers { .. } => None,
        });
        let files: Vec<_> = self.report.unread_files.iter().cloned().chain(reports).collect();
        let names = listed_texts(&files, language)?;
        Some(match language {
            Language::Chinese => format!("文件夹里还有这些没有读：{names}"),
            Language::English => format!("not read in the folders: {names}"),
        })
    }

    fn recognised(&self, language: Language) -> Option<String> {
        let pair = |Recognised { given, listed }: &Recognised| {
            let listed = shown::key(listed, self.report, language);
            match language {
                Language::Chinese => format!("{listed}（{given}）"),
                Language::English => format!("{listed} ({given})"),
            }
        };
        let pairs: Vec<_> = self.recognised.iter().map(pair).collect();
        let (count, names) = (pairs.len(), listed_texts(&pairs, language)?);
        Some(match language {
            Language::Chinese => format!("按应报名单认出 {count} 个单位，括号里是原来写的：{names}"),
            Language::English => {
                format!("{} by the list, in brackets as given: {names}", counted(count, "unit known", "units known"))
            }
        })
    }

    fn unlisted(&self, language: Language) -> Option<String> {
        let asked: Vec<_> = self.report.unlisted.iter().map(|unlisted| self.asked(unlisted, language)).collect();
        let (count, names) = (asked.len(), listed_texts(&asked, language)?);
        Some(match language {
            Language::Chinese => format!("不在应报名单上 {count} 个单位：{names}"),
            Language::English => format!("{} not on the list: {names}", counted(count, "unit", "units")),
        })
    }

    /// Units that are told apart by their files, since their titles say the same.
    fn namesakes(&self, language: Language) -> Option<String> {
        let namesakes = &self.report.actuals.namesakes;
        let lines = namesakes.iter().map(|Namesakes { title, units }| {
            let (title, units) = (printable(title), self.names(units, language).unwrap_or_default());
            match language {
                Language::Chinese => {
                    format!("多个文件的标题都写着填报单位“{title}”，已加上文件名区分：{units}")
                }
                Language::English => {
                    format!("the titles of several files say “{title}”; the names of the files are added: {units}")
                }
            }
        });
        (!namesakes.is_empty()).then(|| lines.collect::<Vec<_>>().join("\n"))
    }

    fn absent(&self, language: Language) -> Option<String> {
        let absent = self.report.not_reported.len();
        self.listed(&self.report.not_reported, language).map(|names| match language {
            Language::Chinese => format!("应报未报 {absent} 个单位：{names}"),
            Language::English => {
                format!("{} did not report: {names}", counted(absent, "expected unit", "expected units"))
            }
        })
    }

    /// That no unit is in the earlier report: its units, or these, are probably called otherwise.
    fn unmatched(&self, language: Language) -> Option<String> {
        let comparison = self.report.comparison.as_ref()?;
        if comparison.new.len() < self.report.units.len() {
            return None;
        }
        let left: Vec<_> = comparison.left.iter().map(|left| left.listed.clone()).collect();
        let (now, before) = (self.listed(&comparison.new, language)?, self.listed(&left, language)?);
        let file = printable(&comparison.earlier.file);
        Some(match language {
            Language::Chinese => format!(
                "没有一个单位能与 {file} 对上：这次是 {now}，上次是 {before}；部门和名称都相同的才能对比，一个文件的可用 --unit 写明名称"
            ),
            Language::English => format!(
                "no unit is in {file}: these are {now}, and those {before}; bureau and name must be the same, and --unit names the unit of one file"
            ),
        })
    }

    /// The units that the earlier report calls otherwise, in brackets as it has them.
    fn called_otherwise(&self, language: Language) -> Option<String> {
        let recognised = &self.report.comparison.as_ref()?.recognised;
        let pairs = recognised.iter().map(|pair| shown::recognised(self.report, pair, language)).collect::<Vec<_>>();
        let (count, names) = (pairs.len(), listed_texts(&pairs, language)?);
        Some(match language {
            Language::Chinese => format!("按名称认出上次的 {count} 个单位，括号里是上次写的：{names}"),
            Language::English => format!(
                "{} by their names, in brackets as the earlier report has them: {names}",
                counted(count, "unit known", "units known")
            ),
        })
    }

    /// A unit that is not on the list, and who may be meant: `己县局（是不是 己县？）`.
    fn asked(&self, Unlisted { unit, near }: &Unlisted, language: Language) -> String {
        let unit = shown::key(&unit.key, self.report, language);
        if near.is_empty() {
            return unit.into_owned();
        }
        match language {
            Language::Chinese => format!("{unit}（是不是 {}？）", near.join("、")),
            Language::English => format!("{unit} (is it {}?)", near.join(", ")),
        }
    }

    fn listed(&self, units: &[ListedUnit], language: Language) -> Option<String> {
        let names = units.iter().map(|unit| shown::key(&unit.key, self.report, language));
        listed(units.len(), names, language)
    }

    /// A list of units; nothing where there is none.
    fn names(&self, units: &[UnitKey], language: Language) -> Option<String> {
        listed(units.len(), units.iter().map(|unit| shown::key(unit, self.report, language)), language)
    }
}

/// Where reading stopped: the units below are neither scored nor known to be absent.
fn rows_not_read(unread: &[Unread], language: Language) -> Option<String> {
    let places = unread.iter().filter_map(|unread| match unread {
        Unread::Rows(at) => Some(place(at, language)),
        Unread::Sheets { .. } | Unread::Report(_) | Unread::Footers { .. } => None,
    });
    let places: Vec<_> = places.collect();
    let at = places.join(language.pick("、", ", "));
    (!places.is_empty()).then(|| match language {
        Language::Chinese => format!("读到 {at} 为止：往下的行没有读，其中的单位没有计入，也不能算作未报"),
        Language::English => {
            format!(
                "read up to {at}: the rows below were not read; their units are neither scored nor known to be absent"
            )
        }
    })
}

/// Sheets that may have been meant: of a workbook only the first one with a header is read.
fn sheets_not_read(unread: &[Unread], language: Language) -> Option<String> {
    let sheets = unread.iter().filter_map(|unread| match unread {
        Unread::Sheets { file, read, others } => {
            let others: Vec<_> = others.iter().map(|other| printable(other)).collect();
            let (file, read, others) = (place(file, language), printable(read), others.join(language.pick("、", ", ")));
            Some(match language {
                Language::Chinese => format!("{file} 读了 {read}，没有读 {others}"),
                Language::English => format!("of {file} {read} was read, not {others}"),
            })
        }
        Unread::Rows(_) | Unread::Report(_) | Unread::Footers { .. } => None,
    });
    let sheets: Vec<_> = sheets.collect();
    let list = sheets.join(language.pick("；", "; "));
    (!sheets.is_empty()).then(|| match language {
        Language::Chinese => format!("还有带表头的工作表没有读（可用 --sheet 指定一张）：{list}"),
        Language::English => format!("more sheets have a header (choose one with --sheet): {list}"),
    })
}

/// Rows that are no indicators, such as notes and signatures: `甲县.csv 第 26–28 行不是指标，未读`.
fn footers_not_read(unread: &[Unread], language: Language) -> Option<String> {
    let footers = unread.iter().filter_map(|unread| match unread {
        Unread::Footers { file, lines } => Some((file, lines)),
        Unread::Rows(_) | Unread::Sheets { .. } | Unread::Report(_) => None,
    });
    let (files, between) = (footers.clone().count(), language.pick("；", "; "));
    let named = footers.take(MOST_FILES).map(|(file, lines)| {
        let (file, lines) = (place(file, language), shown_lines(lines, language));
        match language {
            Language::Chinese => format!("{file} 第 {lines}"),
            Language::English => format!("{file}, {lines}"),
        }
    });
    let list = named.collect::<Vec<_>>().join(between);
    (files > 0).then(|| match language {
        Language::Chinese => {
            let more = if files > MOST_FILES { format!("；等共 {files} 个文件，") } else { String::new() };
            format!("{list}{more}不是指标，未读")
        }
        Language::English => {
            let more = if files > MOST_FILES { format!("; {files} files in all") } else { String::new() };
            format!("no indicators, not read: {list}{more}")
        }
    })
}

/// `26–28、31 行`
fn shown_lines(lines: &Lines, language: Language) -> String {
    let runs = lines.runs().into_iter().map(|(first, last)| match last - first {
        0 => first.to_string(),
        1 => format!("{first}{}{last}", language.pick("、", ", ")),
        _ => format!("{first}–{last}"),
    });
    let runs = runs.collect::<Vec<_>>().join(language.pick("、", ", "));
    let rows = if runs.contains(|c: char| !c.is_ascii_digit()) || lines.more() > 0 { "rows" } else { "row" };
    match (lines.more(), language) {
        (0, Language::Chinese) => format!("{runs} 行"),
        (0, Language::English) => format!("{rows} {runs}"),
        (more, Language::Chinese) => format!("{runs} 行等，另有 {more} 行，"),
        (more, Language::English) => format!("{rows} {runs} and {more} more"),
    }
}

/// So many names; nothing where there is none.
fn listed<'n>(count: usize, names: impl Iterator<Item = Cow<'n, str>>, language: Language) -> Option<String> {
    let more = if count > MOST_NAMES { language.pick("……", " …") } else { "" };
    let shown: Vec<_> = names.take(MOST_NAMES).map(|name| printable(&name).into_owned()).collect();
    (count > 0).then(|| shown.join(language.pick("、", ", ")) + more)
}

fn listed_texts(texts: &[String], language: Language) -> Option<String> {
    listed(texts.len(), texts.iter().map(Into::into), language)
}

/// The bureaus whose tables have errors and are not asked for.
fn tables_refused(refused: &[BureauName], language: Language) -> Option<String> {
    if refused.is_empty() {
        return None;
    }
    let names: Vec<_> = refused.iter().map(ToString::to_string).filter(|name| !name.is_empty()).collect();
    let names = if names.is_empty() {
        String::new()
    } else {
        language.pick("：", ": ").to_owned() + &names.join(language.pick("、", ", "))
    };
    Some(match language {
        Language::Chinese => {
            format!("另有 {} 张指标表有错误，没有用到{names}（score targets 列出错误）", refused.len())
        }
        Language::English => format!(
            "{} with errors, not used{names} (score targets lists the errors)",
            counted(refused.len(), "other table", "other tables")
        ),
    })
}

/// How much is odd about the tables.
fn odd_tables(odd: usize, language: Language) -> Option<String> {
    (odd > 0).then(|| match language {
        Language::Chinese => format!("指标表有 {odd} 处提醒（score targets 列出）"),
        Language::English => format!("{} on the tables (score targets lists them)", counted(odd, "remark", "remarks")),
    })
}
