use std::collections::HashMap;

use smol_str::SmolStr;

use super::collect::Collector;
use super::symbol::{Occurrence, Role, Symbol, SymbolKind};
use crate::Compilation;
use crate::editor::toml::Tree;
use crate::resource::Kind;
use crate::source::{FileId, Sources, Span};

/// The names of a state, by place and by what has them.
#[derive(Debug, Default)]
pub struct Names {
    /// By place.
    occurrences: Vec<Occurrence>,
    by_symbol: HashMap<Symbol, Vec<usize>>,
}

impl Names {
    pub(in crate::editor) fn new<'t>(
        sources: &Sources,
        compilation: &Compilation,
        trees: impl Iterator<Item = (FileId, &'t Tree)>,
    ) -> Self {
        let mut collector = Collector::new(sources, compilation);
        collector.objects(compilation.resources.objects());
        collector.desired();
        // By the text of the key: it may be written with other quotes the next time.
        let declared: HashMap<(FileId, &str, &str), Symbol> = declared(compilation);
        let places: std::collections::HashSet<Span> = collector.found.iter().map(|found| found.whole).collect();
        for (file, tree) in trees {
            for (symbol, range) in mentions(file, tree, &declared) {
                let whole = Span::new(file, range);
                if !places.contains(&whole) {
                    collector.mention(symbol, whole);
                }
            }
        }
        Self::of(collector.found)
    }

    fn of(mut occurrences: Vec<Occurrence>) -> Self {
        // Rules of one route refer to its TLS options once each.
        occurrences
            .sort_by(|one, other| (one.span, one.role, &one.symbol).cmp(&(other.span, other.role, &other.symbol)));
        occurrences
            .dedup_by(|one, other| one.span == other.span && one.symbol == other.symbol && one.role == other.role);
        let mut by_symbol: HashMap<Symbol, Vec<usize>> = HashMap::new();
        for (at, occurrence) in occurrences.iter().enumerate() {
            by_symbol.entry(occurrence.symbol.clone()).or_default().push(at);
        }
        Self { occurrences, by_symbol }
    }

    /// The name at a place, or right before it.
    pub fn at(&self, file: FileId, offset: usize) -> Option<&Occurrence> {
        let before = self
            .occurrences
            .partition_point(|one| (one.span.file, one.whole.start.min(one.span.start) as usize) <= (file, offset));
        let candidates = self.occurrences.get(..before)?.iter().rev().take(8);
        let holds = |span: Span| span.file == file && span.start as usize <= offset && offset <= span.end as usize;
        candidates.filter(|one| holds(one.whole)).min_by_key(|one| one.whole.end - one.whole.start)
    }

    /// Every place of a name, in the order of the files.
    pub fn of_symbol(&self, symbol: &Symbol) -> impl Iterator<Item = &Occurrence> {
        let places = self.by_symbol.get(symbol).map(Vec::as_slice).unwrap_or_default();
        places.iter().filter_map(|&at| self.occurrences.get(at))
    }

    /// The place that declares a name.
    pub fn definition(&self, symbol: &Symbol) -> Option<&Occurrence> {
        self.of_symbol(symbol).find(|one| one.role == Role::Definition)
    }

    /// Everything of a kind that is declared, in the order of the files.
    pub fn declared(&self, kind: SymbolKind) -> impl Iterator<Item = &Occurrence> {
        self.occurrences.iter().filter(move |one| one.role == Role::Definition && one.symbol.kind == kind)
    }

    /// Every place of every name, in the order of the files.
    pub fn all(&self) -> &[Occurrence] {
        &self.occurrences
    }

    /// The names of entry points that routes use, declared or not, with the places that have them.
    pub fn entry_points(&self) -> Vec<(SmolStr, usize)> {
        let used = self.by_symbol.iter().filter(|(symbol, _)| symbol.kind == SymbolKind::EntryPoint);
        let mut names: Vec<_> = used.map(|(symbol, places)| (symbol.name.clone(), places.len())).collect();
        names.sort();
        names
    }
}

/// The names of entries by file, table and key.
fn declared(compilation: &Compilation) -> HashMap<(FileId, &str, &str), Symbol> {
    let desired = &compilation.desired;
    let entries = desired.entries.iter().map(|entry| {
        let (namespace, name) = desired.name_of(entry);
        let symbol = Symbol::object(entry.kind(), namespace, name);
        ((entry.key.span.file, entry.kind().table(), entry.key.as_str()), symbol)
    });
    let entry_points = desired
        .entry_points
        .iter()
        .map(|one| ((one.key.span.file, "entry_points", one.key.as_str()), Symbol::entry_point(&one.key)));
    entries.chain(entry_points).collect()
}

/// The keys of a text that are names of entries.
fn mentions<'a>(
    file: FileId,
    tree: &'a Tree,
    declared: &'a HashMap<(FileId, &str, &str), Symbol>,
) -> impl Iterator<Item = (Symbol, std::ops::Range<usize>)> {
    tree.nodes().filter_map(move |(at, node)| {
        let above = node.parent.map(|parent| tree.path(parent)).unwrap_or_default();
        let key = node.keys.get(1usize.checked_sub(above.len())?)?;
        let path = tree.path(at);
        let table = path.first().filter(|table| Kind::of_table(table).is_some() || *table == "entry_points")?;
        let symbol = declared.get(&(file, table.as_str(), key.name.as_str()))?;
        Some((symbol.clone(), key.range.clone()))
    })
}
