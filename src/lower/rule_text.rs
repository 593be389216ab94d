use smol_str::SmolStr;

use crate::desired::OneOrMany;
use crate::resource::MatchText;
use crate::source::{Span, Text};

/// The catch-all that plain TCP clients need.
const CATCH_ALL: SmolStr = SmolStr::new_static("HostSNI(`*`)");

/// The rule that `match` or `sni` stands for; `entry` is pointed at when there is neither.
pub(super) fn match_text(written: Option<&Text>, sni: Option<&OneOrMany<Text>>, entry: Span) -> MatchText {
    if let Some(text) = written {
        return MatchText::written(text);
    }
    let Some(sni) = sni.filter(|sni| !sni.items.is_empty()) else {
        return MatchText { text: CATCH_ALL, span: entry, made_from: Vec::new(), written: false };
    };
    let text = match sni.items.as_slice() {
        [only] if only.as_str() == "*" => CATCH_ALL,
        hosts => crate::rule::host_sni(&hosts.iter().map(Text::as_str).collect::<Vec<_>>()).into(),
    };
    MatchText { text, span: sni.span, made_from: sni.items.iter().map(|host| host.span).collect(), written: false }
}
