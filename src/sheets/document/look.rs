//! The look of a text, as far as it changes what is read.

use crate::Fault;
use crate::xlsx::xml::{Element, is_true};

/// What of a text's look changes what is read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    pub(super) hidden: Option<bool>,
    pub(super) struck: Option<bool>,
    pub(super) raised: Option<bool>,
}

impl Look {
    /// Takes in a property; whether it is one.
    pub(super) fn take(&mut self, element: &Element<'_>) -> Result<bool, Fault> {
        match element.name() {
            "vanish" => self.hidden = Some(is_on(element)?),
            "strike" | "dstrike" => self.struck = Some(is_on(element)? || self.struck == Some(true)),
            "vertAlign" => {
                let value = element.attribute("val")?;
                self.raised = Some(value.is_some_and(|value| value != "baseline"));
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// What this says and, where it says nothing, what the other does.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            hidden: self.hidden.or(other.hidden),
            struck: self.struck.or(other.struck),
            raised: self.raised.or(other.raised),
        }
    }
}

/// Whether a property is set: without a value it is.
fn is_on(element: &Element<'_>) -> Result<bool, Fault> {
    Ok(element.attribute("val")?.is_none_or(|value| is_true(&value)))
}
