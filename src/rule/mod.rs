//! stub
use std::ops::Range;
#[derive(Clone, Copy, Debug)]
pub enum Syntax {
    V3,
    V2,
}
#[derive(Debug)]
pub struct Problem {}
#[derive(Debug)]
pub struct Rule {}
#[derive(Debug)]
pub struct Matcher {
    pub range: Range<usize>,
}
impl Rule {
    pub fn plain_tls_violation(&self) -> Option<&Matcher> {
        None
    }
}
pub fn parse(_: &str, _: Syntax) -> Result<Rule, Vec<Problem>> {
    Ok(Rule {})
}
pub fn host_sni(h: &[&str]) -> String {
    h.iter().map(|h| format!("HostSNI(`{h}`)")).collect::<Vec<_>>().join(" || ")
}
