use std::cell::RefCell;
use std::collections::HashSet;

use crate::diagnostic::Diagnostic;
use crate::import::problem::invalid_manifest;
use crate::import::yaml::Node;
use crate::resource::Kind;

/// Nobody reads more of one object.
const AT_MOST: usize = 200;

/// What was found while a value was read, over several attempts.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The kind of the object that the value is the `spec` of.
    pub kind: Option<Kind>,
    /// Nodes that cannot be read and are passed over. A node is known by its address: the tree stays where it is.
    bad: RefCell<HashSet<*const Node>>,
    /// What is said of bad nodes.
    lasting: RefCell<Vec<Diagnostic>>,
    /// What this attempt found besides.
    passing: RefCell<Vec<Diagnostic>>,
}

impl Notes {
    /// For the `spec` of an object of this kind.
    pub(super) fn of_spec(kind: Kind) -> Self {
        Self { kind: Some(kind), ..Self::default() }
    }

    /// A new attempt: what it finds again is said once.
    pub(super) fn begin(&self) {
        self.passing.borrow_mut().clear();
    }

    /// Notes what `diagnostic` makes, unless there is more than enough.
    pub(super) fn add(&self, diagnostic: impl FnOnce() -> Diagnostic) {
        let mut passing = self.passing.borrow_mut();
        if passing.len() <= AT_MOST {
            passing.push(diagnostic());
        }
    }

    /// `node` cannot be read; `diagnostic` says why, where it was not said of a part of it.
    pub(super) fn set_bad(&self, node: &Node, diagnostic: Option<Diagnostic>) {
        if self.bad.borrow_mut().insert(node) {
            self.lasting.borrow_mut().extend(diagnostic);
        }
    }

    pub(super) fn is_bad(&self, node: &Node) -> bool {
        self.bad.borrow().contains(&std::ptr::from_ref(node))
    }

    /// Hands everything over, in the order of the text.
    pub(super) fn finish(self, whole: &Node, diagnostics: &mut Vec<Diagnostic>) {
        let mut found = self.lasting.into_inner();
        found.append(&mut self.passing.into_inner());
        found.sort_by_key(|diagnostic| diagnostic.span);
        if found.len() > AT_MOST {
            found.truncate(AT_MOST);
            let what = format!("more than {AT_MOST} things are wrong with this object; the rest is not listed");
            found.push(invalid_manifest::diagnostic(whole.span, what, "mend these first"));
        }
        diagnostics.append(&mut found);
    }
}
