use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

use super::{Question, Subject};
use crate::output::{self, BuildError, BuildFormat, BuildTarget, BuiltText};
use crate::report::Reported;
use crate::store::Refusal;

/// What is a state for a target, as one text?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Build {
    /// What it is for.
    pub target: BuildTarget,
    /// How it is written.
    pub format: BuildFormat,
}

/// A state written for a target. In JSON `text` is empty without a text, and `error` is a message with its help.
#[derive(Clone, Debug)]
pub struct Built<'a> {
    /// What is wrong with the state, also for this target alone.
    pub diagnostics: Reported<'a>,
    /// None while there are errors; or why the target has no text, though the state has no errors.
    pub text: Result<Option<String>, BuildError>,
}

impl Question for Build {
    type About = Subject;
    type Answer<'a> = Built<'a>;

    fn ask<'a>(&self, subject: &'a Subject) -> Result<Built<'a>, Refusal> {
        let Subject { sources, compilation, options } = subject;
        let mut diagnostics = subject.reported();
        let built = output::build(compilation, self.target, self.format, options);
        let text = built.map(|BuiltText { text, diagnostics: of_target }| {
            if !of_target.is_empty() {
                diagnostics = Reported::new([compilation.diagnostics.clone(), of_target].concat(), sources);
            }
            text
        });
        Ok(Built { diagnostics, text })
    }
}

impl Serialize for Built<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.text.as_ref().ok().and_then(Option::as_deref).unwrap_or_default();
        let error = self.text.as_ref().err();
        let error = error.map(|error| WrittenError { message: error.to_string(), help: error.help() });
        let mut built = serializer.serialize_struct("Built", 3)?;
        built.serialize_field("diagnostics", &self.diagnostics)?;
        built.serialize_field("text", text)?;
        built.serialize_field("error", &error)?;
        built.end()
    }
}

/// A [`BuildError`] in JSON.
#[derive(Serialize)]
struct WrittenError {
    message: String,
    help: Option<&'static str>,
}
