//! Random legal tables with random actuals: ties, strict cut-offs, no 差 line, lower is better, weights, other measures, blank and
//! zero budgets, own points and bands, and numbers up to the last legal digit.

use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;

use super::tables::{
    Activity, Case, Cutoffs, Duty, Entry, Indicator, LARGEST, MILLION, Meaning, Number, Scale, is_percentage,
};

/// Numbers of every size, the small and round ones more often.
pub(crate) fn number() -> impl Strategy<Value = Number> {
    let millionths = prop_oneof![
        8 => (0..=120_i128).prop_map(|whole| whole * MILLION),
        4 => (0..=12_000_i128).prop_map(|hundredths| hundredths * MILLION / 100),
        3 => 0..=120 * MILLION,
        1 => 0..=LARGEST,
        1 => (0..=1_000_i128).prop_map(|below| LARGEST - below),
        1 => 0..=3_i128,
    ];
    (millionths, 0..=3_usize).prop_map(|(millionths, idle_zeros)| Number { millionths, idle_zeros })
}

fn cutoffs() -> impl Strategy<Value = Cutoffs> {
    let tens = (0..=12_i128).prop_map(|tens| Number::whole(tens * 10));
    let few = (6..=8_i128).prop_map(|tens| Number::whole(tens * 10));
    let four = prop_oneof![
        4 => proptest::array::uniform4(tens),
        2 => proptest::array::uniform4(few),
        4 => proptest::array::uniform4(number()),
    ];
    let rarely = || proptest::bool::weighted(0.25);
    (four, any::<bool>(), rarely(), rarely()).prop_map(|(mut numbers, rising, are_open, are_strict)| {
        numbers.sort_unstable();
        if !rising {
            numbers.reverse();
        }
        let count = if are_open { 3 } else { 4 };
        let cutoffs = Cutoffs { numbers: numbers[..count].to_vec(), are_strict };
        let are_strict = are_strict && cutoffs.are_reachable();
        Cutoffs { are_strict, ..cutoffs }
    })
}

/// Points within their bands, on the printed figure: the official ones, and others.
pub(crate) fn scale() -> impl Strategy<Value = Scale> {
    let official = Scale { points: [100, 80, 60, 40, 0].map(Number::whole), bands: [90, 80, 60].map(Number::whole) };
    let steps = proptest::array::uniform3(1..=33 * MILLION);
    let within = proptest::array::uniform5(0..=MILLION);
    let coarse = prop_oneof![Just(1), Just(MILLION / 100), Just(MILLION)];
    let own = (steps, within, coarse).prop_filter_map("points stand in their bands", |(steps, within, unit)| {
        let round = |millionths: i128| Number::new(millionths / unit * unit);
        let bands = [steps[0] + steps[1] + steps[2], steps[0] + steps[1], steps[0]].map(round);
        let ends = [100 * MILLION, bands[0].millionths, bands[1].millionths, bands[2].millionths, 0];
        let between = |index: usize, share: i128| {
            let (high, low) = (ends[index], ends[index + 1]);
            round(low + (high - low) * share / MILLION)
        };
        let poor = between(3, within[3]);
        let below = round(poor.millionths * within[4] / MILLION);
        let points = [between(0, within[0]), between(1, within[1]), between(2, within[2]), poor, below];
        let scale = Scale { points, bands };
        scale.is_legal().then_some(scale)
    });
    prop_oneof![2 => Just(official), 3 => own]
}

impl Scale {
    /// Points fall, and each stands in its own band as it is printed.
    fn is_legal(&self) -> bool {
        let falls = |numbers: &[Number]| numbers.windows(2).all(|pair| pair[0] > pair[1]);
        let printed = |number: Number| (number.millionths + 5_000) / 10_000 * 10_000;
        let band = |points: Number| self.bands.iter().position(|band| printed(points) >= band.millionths).unwrap_or(3);
        let bands: Vec<_> = self.points.iter().map(|points| band(*points)).collect();
        falls(&self.points) && falls(&self.bands) && self.bands[2].millionths > 0 && bands == [0, 1, 2, 3, 3]
    }
}

fn budget() -> impl Strategy<Value = Option<Number>> {
    let largest = 99_999_999_999_999_999_i128;
    let zeros = 0..=2_usize;
    let amount = prop_oneof![
        6 => (1..=200_i128).prop_map(|whole| whole * MILLION),
        3 => (1..=20_000_i128).prop_map(|hundredths| hundredths * MILLION / 100),
        1 => 1..=200 * MILLION,
        1 => Just(1),
        1 => (0..=100_i128).prop_map(move |below| largest - below),
        1 => Just(0),
    ];
    let stated = (amount, zeros).prop_map(|(millionths, idle_zeros)| Some(Number { millionths, idle_zeros }));
    prop_oneof![6 => stated, 1 => Just(None)]
}

fn weight() -> impl Strategy<Value = Option<Number>> {
    let stated = prop_oneof![
        3 => (1..=10_i128).prop_map(Number::whole),
        2 => (1..=500_i128).prop_map(|hundredths| Number::new(hundredths * MILLION / 100)),
        1 => (1..=3 * MILLION).prop_map(Number::new),
        1 => (0..=100_i128).prop_map(|below| Number::new(LARGEST - below)),
        1 => Just(Number::new(1)),
    ];
    prop_oneof![3 => Just(None), 2 => stated.prop_map(Some)]
}

/// Something in a name that text formats and name comparison might trip over.
fn ornament() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        12 => Just(""),
        1 => Just("，甲"),
        1 => Just(",b"),
        1 => Just("\"引\""),
        1 => Just("（一）"),
        1 => Just(" 乙 丙"),
        1 => Just("①"),
        1 => Just("ａＢ"),
        1 => Just("率"),
        1 => Just("次数"),
        1 => Just("|*<b>&"),
    ]
}

fn indicator() -> impl Strategy<Value = Indicator> {
    let measure = prop_oneof![
        5 => Just(None),
        1 => Just(Some("%")),
        1 => prop_oneof![Just("件"), Just("万元"), Just("m3"), Just("个工作日")].prop_map(Some),
    ];
    let shape = (ornament(), measure, weight(), cutoffs());
    shape.prop_flat_map(|(ornament, measure, weight, cutoffs)| {
        entry(cutoffs.numbers.clone(), measure).prop_map(move |entry| Indicator {
            name: ornament.to_owned(),
            measure,
            weight,
            cutoffs: cutoffs.clone(),
            entry,
        })
    })
}

fn activity() -> impl Strategy<Value = Activity> {
    let few = prop_oneof![1 => 0..=0_usize, 12 => 1..=5_usize];
    (ornament(), budget(), few.prop_flat_map(|count| proptest::collection::vec(indicator(), count))).prop_map(
        |(ornament, budget, mut indicators)| {
            for (index, indicator) in indicators.iter_mut().enumerate() {
                indicator.name = format!("指标{index}{}", indicator.name);
            }
            Activity { name: ornament.to_owned(), budget, indicators }
        },
    )
}

/// Legal tables with what a unit reports.
pub(crate) fn case() -> impl Strategy<Value = Case> {
    let duty = proptest::collection::vec(activity(), 0..=4);
    let duties = proptest::collection::vec(duty, 1..=4);
    (scale(), duties).prop_filter_map("some budget is above zero", |(scale, duties)| {
        let mut named = Vec::new();
        for (number, mut activities) in duties.into_iter().enumerate() {
            for (index, activity) in activities.iter_mut().enumerate() {
                activity.name = format!("活动{number}{index}{}", activity.name);
            }
            named.push(Duty { name: format!("职责{number}"), activities });
        }
        let case = Case { scale, duties: named };
        let has_budget = case.activities().any(|a| a.budget.is_some_and(|budget| budget.millionths > 0));
        let is_blank = |indicator: &Indicator| matches!(indicator.entry.meaning, Meaning::Missing);
        // An empty form is no report.
        let indicators = || case.activities().flat_map(|a| &a.indicators);
        let has_values = indicators().next().is_none() || !indicators().all(is_blank);
        (has_budget && has_values).then_some(case)
    })
}

/// What a unit reports of an indicator.
pub(crate) fn entry(cutoffs: Vec<Number>, measure: Option<&'static str>) -> impl Strategy<Value = Entry> {
    let note = prop_oneof![3 => Just(String::new()), 1 => "[甲-癸a-z，,\"|=]{1,8}"];
    let reported = reported(cutoffs, measure).boxed();
    let is_percentage = is_percentage(measure);
    let marks = ["", "-", "—", "/", "无", "未报", " ", "——"].map(Some);
    let missing = proptest::sample::select([None].into_iter().chain(marks).collect::<Vec<_>>())
        .prop_map(|cell| (cell.map(str::to_owned), Meaning::Missing));
    let marks = if is_percentage { vec!["不适用", "N/A", "0/0", " 不适用 "] } else { vec!["不适用", "N/A"] };
    let not_applicable =
        proptest::sample::select(marks).prop_map(|cell| (Some(cell.to_owned()), Meaning::NotApplicable));
    let cell = prop_oneof![8 => reported, 2 => missing, 1 => not_applicable];
    (cell, note).prop_map(|((cell, meaning), note)| {
        // Where there is no row, there is no note.
        let note = if cell.is_none() { String::new() } else { note };
        Entry { cell, note, meaning }
    })
}

/// A value at, near or far from the cut-offs, in one of the ways in which people write it.
fn reported(cutoffs: Vec<Number>, measure: Option<&'static str>) -> impl Strategy<Value = (Option<String>, Meaning)> {
    let numbers = cutoffs.clone();
    let at = (0..numbers.len(), -1..=1_i128)
        .prop_map(move |(index, nudge)| Number::new((numbers[index].millionths + nudge).clamp(0, LARGEST)));
    let value = prop_oneof![3 => at, 2 => number()];
    let is_percentage = is_percentage(measure);
    let decimal = (value, 0..6_u8).prop_map(move |(value, style)| {
        let cell = written(value, style, measure);
        (Some(cell), Meaning::Reported(value.value()))
    });
    if is_percentage { prop_oneof![3 => decimal, 1 => pair(cutoffs)].boxed() } else { decimal.boxed() }
}

/// Done and planned: any two, and those whose share is exactly a cut-off or just beside it.
fn pair(cutoffs: Vec<Number>) -> impl Strategy<Value = (Option<String>, Meaning)> {
    let any = (number(), number());
    let thirds = (0..=9_i128, 1..=9_i128).prop_map(|(done, plan)| (Number::whole(done), Number::whole(plan)));
    let at = (0..cutoffs.len(), 1..=12_i128, -1..=1_i128).prop_map(move |(index, times, nudge)| {
        let done = cutoffs[index].millionths.min(LARGEST / 12) * times + nudge;
        (Number::new(done.clamp(0, LARGEST)), Number::whole(100 * times))
    });
    let legal = prop_oneof![1 => any, 2 => thirds, 2 => at]
        .prop_filter("the plan is above zero", |(_, plan)| plan.millionths > 0);
    legal.prop_map(|(done, plan)| {
        let value = done.value() / plan.value() * BigRational::from_integer(BigInt::from(100));
        (Some(format!("{}/{}", done.text(), plan.text())), Meaning::Reported(value))
    })
}

fn written(value: Number, style: u8, measure: Option<&str>) -> String {
    let plain = value.text();
    let sign = measure.unwrap_or("%");
    // A bare number above 0 and up to 1 could be a share.
    let may_be_bare = !is_percentage(measure) || value.millionths == 0 || value.millionths > MILLION;
    match style {
        0 if may_be_bare => plain,
        1 => format!(" {plain} {sign}\u{3000}"),
        2 => full_width(&plain) + if sign == "%" { "％" } else { sign },
        3 => grouped(&plain) + sign,
        _ => plain + sign,
    }
}

fn full_width(text: &str) -> String {
    let wide = |c: char| char::from_u32(u32::from(c) + 0xFEE0).expect("ASCII has full-width forms");
    text.chars().map(wide).collect()
}

/// With commas between groups of three.
fn grouped(text: &str) -> String {
    let (integer, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut grouped = String::new();
    for (index, digit) in integer.chars().enumerate() {
        if index > 0 && (integer.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + rest
}
