use smol_str::{SmolStr, ToSmolStr, format_smolstr};

use crate::desired::Common;
use crate::resource::{Kind, Labels};
use crate::source::Spanned;

/// <https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/>: within a wave Argo CD sorts custom kinds by the
/// objects' names alone (`gitops-engine/pkg/sync/sync_tasks.go`).
const WAVE: SmolStr = SmolStr::new_static("argocd.argoproj.io/sync-wave");

/// <https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#prune-last>: an object that was removed from git is
/// deleted in a final wave, after all others. Without this option a guard is deleted before the route that used it is
/// updated.
const OPTIONS: SmolStr = SmolStr::new_static("argocd.argoproj.io/sync-options");
const PRUNE_LAST: &str = "PruneLast=true";

/// Puts an object into its wave. A wave that the entry itself sets is kept.
pub(super) fn annotate(annotations: &mut Labels, kind: Kind, has_own_wave: bool) {
    if !has_own_wave && kind != Kind::IngressRouteTcp {
        // Argo CD treats a value that is not a number as wave 0.
        let routes: i64 = annotations.get(&WAVE).and_then(|wave| wave.parse().ok()).unwrap_or(0);
        annotations.set(Spanned::nowhere(WAVE), Spanned::nowhere(routes.saturating_sub(1).to_smolstr()));
    }
    let options = match annotations.get(&OPTIONS) {
        Some(options) if options.contains("PruneLast=") => return,
        Some(options) if !options.is_empty() => format_smolstr!("{},{PRUNE_LAST}", options.as_str()),
        _ => SmolStr::new_static(PRUNE_LAST),
    };
    annotations.set(Spanned::nowhere(OPTIONS), Spanned::nowhere(options));
}

/// Whether an entry sets a wave itself.
pub(super) fn has_own_wave(common: &Common) -> bool {
    common.annotations.iter().flatten().any(|(key, _)| key.as_str() == WAVE)
}

#[cfg(test)]
mod tests {
    use crate::resource::{Kind, Object};
    use crate::source::Sources;
    use crate::{Options, compile};

    /// `KIND WAVE OPTIONS` of each object; `-` where there is none.
    fn annotated(text: &str) -> Vec<String> {
        let entries = "[middlewares.m]\nin_flight_conn = 1\n[routes.r]\nentry_points = ['e']\nservice = 's:1'\n\
                       middlewares = ['m']\n";
        let text = text.replace("ENTRIES\n", entries);
        let compilation = compile(&Sources::single("a.toml", text), &Options::default());
        assert!(!compilation.has_errors(), "{:?}", compilation.diagnostics);
        let of = |key: &str, object: &Object| {
            object.metadata.annotations.get(key).map_or("-".to_owned(), |text| text.to_string())
        };
        let line = |object: &Object| {
            let kind = if object.kind() == Kind::IngressRouteTcp { "route" } else { "guard" };
            let (wave, options) =
                (of("argocd.argoproj.io/sync-wave", object), of("argocd.argoproj.io/sync-options", object));
            format!("{kind} {wave} {options}")
        };
        compilation.resources.emitted().map(line).collect()
    }

    #[test]
    fn what_routes_refer_to_is_in_the_wave_before_theirs() {
        assert_eq!(
            annotated("output.argo_sync_waves = true\nENTRIES\n"),
            ["guard -1 PruneLast=true", "route - PruneLast=true"]
        );
    }

    #[test]
    fn without_the_setting_nothing_is_added() {
        assert_eq!(annotated("ENTRIES\n"), ["guard - -", "route - -"]);
        assert_eq!(annotated("output.argo_sync_waves = false\nENTRIES\n"), ["guard - -", "route - -"]);
    }

    #[test]
    fn waves_and_options_of_the_file_are_kept_for_routes() {
        let text = "output.argo_sync_waves = true\n[annotations]\n\"argocd.argoproj.io/sync-wave\" = \"5\"\n\
                    \"argocd.argoproj.io/sync-options\" = \"Validate=false\"\nENTRIES\n";
        let options = "Validate=false,PruneLast=true";
        assert_eq!(annotated(text), [format!("guard 4 {options}"), format!("route 5 {options}")]);
    }

    #[test]
    fn a_wave_of_an_entry_stays() {
        let text = "output.argo_sync_waves = true\nENTRIES\n[middlewares.m.annotations]\n\
                    \"argocd.argoproj.io/sync-wave\" = \"-7\"\n\"argocd.argoproj.io/sync-options\" = \"PruneLast=false\"\n";
        assert_eq!(annotated(text), ["guard -7 PruneLast=false", "route - PruneLast=true"]);
    }
}
