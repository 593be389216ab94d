use crate::check::edit::key_line;
use crate::check::view::rule_view::RuleView;
use crate::diagnostic::{Edit, Fix};
use crate::source::Sources;

impl RuleView<'_> {
    /// The fix that gives the rule a priority; none where it is in no state file, or no place for it can be found.
    pub(crate) fn with_priority(&self, sources: &Sources, priority: i64) -> Option<Fix> {
        let edit = self.priority_edit(sources, priority)?;
        Some(Fix::of(format!("set `priority = {priority}`"), false, vec![edit]))
    }

    fn priority_edit(&self, sources: &Sources, priority: i64) -> Option<Edit> {
        let route = self.written?;
        if let Some(written) = self.rule.priority {
            return Some(Edit { span: written.span, text: priority.to_string() });
        }
        let line = format!("priority = {priority}");
        let Some(rules) = &route.rules else {
            let keys = [
                ("sni", route.sni.as_ref().map(|sni| sni.span)),
                ("match", route.match_.as_ref().map(|text| text.span)),
                ("entry_points", route.entry_points.as_ref().map(|names| names.span)),
            ];
            return key_line::insert(sources, route.span, keys, &line);
        };
        let row = rules.get(self.index)?;
        let keys =
            [("sni", row.sni.as_ref().map(|sni| sni.span)), ("match", row.match_.as_ref().map(|text| text.span))];
        key_line::insert(sources, row.span, keys, &line)
    }
}
