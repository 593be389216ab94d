use super::fields::table;
use crate::source::Spanned;

table! {
    /// How the objects of this state are written. It applies to every file of the state.
    pub struct Output {
        /// Annotate the objects so that Argo CD applies what routes refer to before the routes, and prunes after everything
        /// else. Routes keep their wave (0, or the file's), what they refer to gets the one before it.
        /// Default: `false`
        /// Example: `true`
        argo_sync_waves: Spanned<bool>,
    }
}
