//! Number formats as people, programs and accidents write them.

use crate::harness::dice::Dice;

/// Formats that are met in the field, of Excel, WPS, `LibreOffice` and libraries.
const KNOWN: [&str; 46] = [
    "General",
    "0%",
    "0.0%",
    "0.00%",
    "0.00_ ",
    "0.0_ ;[Red]-0.0 ",
    "0_);[Red](0)",
    "0.00_);(0.00)",
    "#,##0.00_ ;[Red]-#,##0.00 ",
    "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
    "_-* #,##0.00_-;-* #,##0.00_-;_-* \"-\"??_-;_-@_-",
    "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)",
    "0.0%;-0.0%;\"—\"",
    "0.0%;-0.0%;;@",
    "0.0%;\\-0.0%;\\-",
    ";;;",
    "@",
    "0;-0;;@",
    "0.0;;",
    "000",
    "0000.0",
    "\"约\"0.0%",
    "0.0\"%\"",
    "0.0\\%",
    "0\"次\"",
    "General\"次\"",
    "\"约\"General",
    "General;-General;\"-\"",
    "General\\ \"件\"",
    "0.0,",
    "0!.0,\"万\"",
    "#,##0.0,\"千\"",
    "0.00,,\"百万\"",
    "[Red][>1]0.0%;0.0%",
    "[>=0.9]0.0%;[<0.5]0.00%;0%",
    "[=0]\"无\";0.0%",
    "[=1]\"是\";[=0]\"否\";0.0",
    "[Blue]0.0%;[Red]-0.0%;[Color 10]0.0%",
    "[$-804]0.0%",
    "[$-409]0.00",
    "[$¥-804]#,##0.00",
    "\"¥\"#,##0.00;\\-\"¥\"#,##0.00",
    "[DBNum1][$-804]General",
    "[DBNum2][$-804]0.0",
    "# ?/?",
    "yyyy\"年\"m\"月\"d\"日\"",
];

const WHOLE: [&str; 12] = ["0", "0", "0", "#", "#,##0", "#,##0", "000", "?0", "??0", "#?0", "##0", "0,000"];
const DECIMALS: [&str; 11] = ["", "", ".0", ".0", ".00", ".00", ".0#", ".##", ".???", ".0??", "."];
const BEFORE: [&str; 14] =
    ["", "", "", "", "-", "(", "\"约\"", "\\~", "_(", "* ", "_-* ", "¥", "[$¥-804]", "\"第\"\\ "];
const BEHIND: [&str; 20] = [
    "", "", "", "", "%", "%", "%", " %", "\"%\"", "\\%", "_%", ")", "_)", " ", "\"次\"", "\"件 \"", "\\!", ",", ",,",
    "%%",
];
const WORDS: [&str; 10] = ["", "", "-", "\"-\"", "\"—\"", "\"-\"??", "\"无\"", "\"未 报\"", "\\-", "\"a;b\""];
const ODD: [&str; 14] = [
    "0.0E+0",
    "##0.0E+0",
    "# ?/?",
    "# ??/100",
    "yyyy-mm-dd",
    "h:mm",
    "[h]:mm:ss",
    "m\"月\"d\"日\"",
    "0/0",
    "000-0000",
    "0.0.0",
    "# ##0",
    "0\\ 0",
    "General%",
];
const CONDITIONS: [&str; 9] = ["[>1]", "[>=0.5]", "[<0]", "[<=1]", "[=0]", "[<>0]", "[>100]", "[=1]", "[<0.5]"];
const COLOURS: [&str; 7] = ["[Red]", "[blue]", "[Color 3]", "[Color10]", "[$-804]", "[$-409]", "[White]"];
const TEXT: [&str; 8] = ["@", "@", "_ @_ ", "\"名\"@", "@\"局\"", "", "\"保密\"", "General"];

/// A format's code.
pub(super) fn code(dice: &mut Dice) -> String {
    if dice.one_in(3) {
        return dice.pick(&KNOWN).to_owned();
    }
    let count = 1 + dice.below(12) / 5;
    let mut sections: Vec<_> = (0..count).map(|_| section(dice)).collect();
    if dice.one_in(8) {
        // A condition stands where there is a section for the rest.
        sections[0].insert_str(0, dice.pick(&CONDITIONS));
        if count == 3 {
            sections[1].insert_str(0, dice.pick(&CONDITIONS));
        }
    } else if count == 2 && dice.one_in(2) {
        sections[1] = format!("-{}", sections[0]);
    }
    if count == 3 && dice.one_in(2) {
        sections.push(dice.pick(&TEXT).to_owned());
    }
    sections.join(";")
}

fn section(dice: &mut Dice) -> String {
    let colour = if dice.one_in(8) { dice.pick(&COLOURS) } else { "" };
    let body = match dice.below(20) {
        0..3 => dice.pick(&WORDS).to_owned(),
        3 => format!("{}General{}", dice.pick(&["", "\"约\"", "-"]), dice.pick(&["", "\"次\"", "\\%", "_ "])),
        4 => dice.pick(&ODD).to_owned(),
        _ => {
            let (before, behind) = (dice.pick(&BEFORE), dice.pick(&BEHIND));
            format!("{before}{}{}{behind}", dice.pick(&WHOLE), dice.pick(&DECIMALS))
        }
    };
    format!("{colour}{body}")
}
